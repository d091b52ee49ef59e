/**
 * What keys mean on the device at hand.
 * @module
 */

/** Whether the device is Apple's: there Option types characters and moves the cursor, as Alt does nowhere else. */
export const isApple = /^(?:mac|iphone|ipad)/iu.test(navigator.userAgentData?.platform ?? navigator.platform);

const coarse = matchMedia("(pointer: coarse)");

/** @returns {boolean} whether one writes with a finger: such a keyboard has one Enter, and no Shift to press with it */
export const isTouch = () => coarse.matches;

/** @param {() => void} listener called when {@link isTouch} changes: a keyboard is docked, or taken off */
export const onTouchChange = listener => coarse.addEventListener("change", listener);

/**
 * Safari ends the composition before the keydown of the Enter that confirms it, which only its key code tells then.
 *
 * @param {KeyboardEvent} event of `keydown`
 * @returns {boolean} whether the key belongs to an input method that composes characters
 */
export const isComposing = event => event.isComposing || event.keyCode === 229;
