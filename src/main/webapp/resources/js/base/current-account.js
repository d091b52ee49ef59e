/**
 * The account that is signed in, as the page says.
 * @module
 */

/** @returns {{id: number, username: string, displayName: string}} */
export function currentAccount() {
    const { accountId, username, displayName } = document.body.dataset;
    return { id: Number(accountId), username, displayName };
}
