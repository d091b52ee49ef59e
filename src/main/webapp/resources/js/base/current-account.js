/**
 * The signed-in account, as the server wrote it into the page.
 * @module
 */

/** @returns {{id: number, username: string, displayName: string}} the signed-in account */
export function currentAccount() {
    const { accountId, username, displayName } = document.body.dataset;
    return { id: Number(accountId), username, displayName };
}
