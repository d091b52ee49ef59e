/**
 * The signed-in account, as the server wrote it into the page.
 * @module
 */

/**
 * @returns {{id: number, username: string, displayName: string, guest: boolean}} the signed-in account; a guest has its rooms and their
 *     members, and nothing else
 */
export function currentAccount() {
    const { accountId, username, displayName, guest } = document.body.dataset;
    return { id: Number(accountId), username, displayName, guest: guest === "true" };
}
