/**
 * The signed-in account, as the server wrote it into the page.
 * @module
 */

/**
 * @returns {{id: number, username: string, displayName: string, role: "USER"|"ADMIN"|"GUEST"}} the signed-in account; a guest has its rooms
 *     and their members, and nothing else
 */
export function currentAccount() {
    const { accountId, username, displayName, role } = document.body.dataset;
    return { id: Number(accountId), username, displayName, role };
}
