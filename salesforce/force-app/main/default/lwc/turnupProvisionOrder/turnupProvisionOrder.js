import { api, LightningElement } from 'lwc';
import { CloseActionScreenEvent } from 'lightning/actions';
import { notifyRecordUpdateAvailable } from 'lightning/uiRecordApi';
import requestFulfilment from '@salesforce/apex/TurnupFulfilment.requestFulfilment';

/** The quick action: one press is one request; Turnup drops what it has already. */
export default class TurnupProvisionOrder extends LightningElement {
    // Set after the component is connected, so it is read only when the button is pressed.
    @api recordId;
    isAsking = false;
    isDone = false;
    message = 'The order is provisioned and invoiced in WHMCS. This cannot be taken back here.';

    get isDisabled() {
        return this.isAsking || this.isDone;
    }

    async provision() {
        this.isAsking = true;
        this.message = 'Turnup is at work.';
        try {
            const { status, message } = await requestFulfilment({ orderId: this.recordId });
            this.isDone = status < 300;
            this.message = status === 202 ? 'Accepted. The status of the order shows when it is done.' : message;
        } catch (error) {
            this.message = error.body?.message ?? 'The request could not be made.';
        } finally {
            this.isAsking = false;
            await notifyRecordUpdateAvailable([{ recordId: this.recordId }]);
        }
    }

    close() {
        this.dispatchEvent(new CloseActionScreenEvent());
    }
}
