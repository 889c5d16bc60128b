import { api, LightningElement, wire } from 'lwc';
import { getRecord, notifyRecordUpdateAvailable, updateRecord } from 'lightning/uiRecordApi';
import { refreshApex } from '@salesforce/apex';
import linesOf from '@salesforce/apex/TurnupFulfilment.lines';
import requestFulfilment from '@salesforce/apex/TurnupFulfilment.requestFulfilment';

const profiles = {
    'event-v2': {
        status: 'Activation_Status__c',
        facts: [
            ['Activation_Status__c', 'Status'],
            ['Activation_Error__c', 'Error'],
            ['Activation_Error_DateTime__c', 'Error at'],
            ['WHMCS_Order_Id__c', 'WHMCS order']
        ]
    },
    'webhook-v1': {
        status: 'Provisioning_Status__c',
        facts: [
            ['Provisioning_Status__c', 'Status'],
            ['Provisioning_Error_Code__c', 'Error'],
            ['Provisioning_Error_Message__c', 'Message'],
            ['WHMCS_Order_Id__c', 'WHMCS order'],
            ['ESIM_ICCID__c', 'eSIM'],
            ['Attempt_Count__c', 'Attempts'],
            ['Last_Provisioning_At__c', 'Last report']
        ]
    }
};
const allFields = [...new Set(Object.values(profiles).flatMap(({ facts }) => facts.map(([name]) => `Order.${name}`)))];

/** Status, errors and WHMCS ids of an order, with a Retry button while it has failed. */
export default class TurnupOrderStatus extends LightningElement {
    @api recordId;
    @api profile = 'event-v2';
    isRetrying = false;
    notice = '';

    // Optional, so that an org without the other profile's fields still shows its own.
    @wire(getRecord, { recordId: '$recordId', optionalFields: allFields })
    order;

    @wire(linesOf, { orderId: '$recordId' })
    orderLines;

    get settings() {
        return profiles[this.profile] ?? profiles['event-v2'];
    }

    get loadError() {
        return this.order?.error ? 'The order cannot be read.' : undefined;
    }

    fieldValue(name) {
        const field = this.order?.data?.fields?.[name];
        return field?.displayValue ?? field?.value;
    }

    get facts() {
        return this.settings.facts
            .map(([name, label]) => ({ key: name, label, value: this.fieldValue(name) }))
            .filter(({ value }) => value !== undefined && value !== null && value !== '');
    }

    get lines() {
        return (this.orderLines?.data ?? []).map((line) => ({
            id: line.Id,
            text: `${line.Quantity} × ${line.Product2?.Name ?? ''}: ${line.WHMCS_Service_ID__c ?? 'no service yet'}`
        }));
    }

    get hasLines() {
        return this.lines.length > 0;
    }

    get isRetryDisabled() {
        return this.isRetrying || this.fieldValue(this.settings.status) !== 'Failed';
    }

    async retry() {
        this.isRetrying = true;
        try {
            this.notice = await (this.profile === 'webhook-v1' ? this.callTurnup() : this.setActivating());
        } catch (error) {
            this.notice = error.body?.message ?? 'The retry could not be asked for.';
        } finally {
            this.isRetrying = false;
            await notifyRecordUpdateAvailable([{ recordId: this.recordId }]);
            await refreshApex(this.orderLines);
        }
    }

    /** The flow publishes the event for this change. */
    async setActivating() {
        await updateRecord({ fields: { Id: this.recordId, Activation_Status__c: 'Activating' } });
        return 'Another try was asked for.';
    }

    async callTurnup() {
        const { status, message } = await requestFulfilment({ orderId: this.recordId });
        return status === 202 ? 'Another try was asked for.' : message;
    }
}
