export const consoleRoutes = async () => {}
