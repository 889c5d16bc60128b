import chromium from '@sparticuz/chromium'

// Unpacks into TMPDIR: the package knows no other place, so this runs as a process of its own with a TMPDIR of its own.
await chromium.executablePath()
