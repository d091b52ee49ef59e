/**
 * Zooms and moves a picture in its frame: by wheel, two fingers, double click and keys. While it is not zoomed, a finger that swipes
 * sideways asks for another picture, and one that swipes down closes.
 * @module
 */
const MOST = 8;
const TWICE = 2.5; // scale of a double click
const STEP = 1.4;
const SWIPE_PX = 56;
const PAN_PX = 80; // of an arrow key

const clamp = (value, least, most) => Math.min(most, Math.max(least, value));

/** The zoom of one picture at a time. */
export class PictureZoom {
    #stage;
    #picture = null;
    #scale = 1;
    #x = 0; // px by which the middle of the picture is moved from that of the stage
    #y = 0;
    #pointers = new Map(); // id of a pointer that is down → {x, y}
    #start = null; // where a finger began to swipe
    #actions;

    /**
     * @param {HTMLElement} stage frame of the picture
     * @param {{onSwipe: (by: -1|1) => void, onClose: () => void}} actions what swipes do
     */
    constructor(stage, actions) {
        this.#stage = stage;
        this.#actions = actions;
        stage.addEventListener("wheel", event => {
            event.preventDefault();
            this.#zoomBy(Math.exp(-clamp(event.deltaY, -200, 200) / 300), this.#fromMiddle(event));
        }, { passive: false });
        stage.addEventListener("dblclick", event => this.toggle(this.#fromMiddle(event)));
        stage.addEventListener("pointerdown", event => this.#down(event));
        stage.addEventListener("pointermove", event => this.#move(event));
        ["pointerup", "pointercancel"].forEach(type => stage.addEventListener(type, event => this.#up(event)));
    }

    /** @param {HTMLElement} picture which is shown from now on, not zoomed */
    set picture(picture) {
        this.#picture = picture;
        this.#set(1, 0, 0);
    }

    /** Zooms in, or back out. @param {{x: number, y: number}} [at] point of the stage that stays in place */
    toggle(at = { x: 0, y: 0 }) {
        this.#zoomBy(this.#scale > 1 ? 1 / this.#scale : TWICE, at);
    }

    /** @param {string} key @returns {boolean} whether the key has zoomed or moved the picture */
    key(key) {
        const factor = { "+": STEP, "=": STEP, "-": 1 / STEP, "0": 1 / this.#scale }[key];
        const [x, y] = { ArrowLeft: [1, 0], ArrowRight: [-1, 0], ArrowUp: [0, 1], ArrowDown: [0, -1] }[key] ?? [0, 0];
        if (factor !== undefined) {
            this.#zoomBy(factor, { x: 0, y: 0 });
        } else if (this.#scale > 1) {
            this.#set(this.#scale, this.#x + x * PAN_PX, this.#y + y * PAN_PX);
        }
        return factor !== undefined || this.#scale > 1 && (x !== 0 || y !== 0);
    }

    #fromMiddle({ clientX, clientY }) {
        const { left, top, width, height } = this.#stage.getBoundingClientRect();
        return { x: clientX - left - width / 2, y: clientY - top - height / 2 };
    }

    #zoomBy(factor, { x, y }) {
        const scale = clamp(this.#scale * factor, 1, MOST);
        const by = scale / this.#scale;
        this.#set(scale, x - (x - this.#x) * by, y - (y - this.#y) * by);
    }

    /** Moves and scales the picture, of which no edge comes further than that of the stage, or than the middle leaves it. */
    #set(scale, x, y) {
        const { clientWidth, clientHeight } = this.#stage;
        const { naturalWidth, naturalHeight } = this.#picture;
        const fitted = scale * Math.min(1, clientWidth / naturalWidth, clientHeight / naturalHeight);
        const [across, down] = [naturalWidth * fitted - clientWidth, naturalHeight * fitted - clientHeight].map(over => Math.max(0, over / 2));
        this.#scale = scale;
        this.#x = clamp(x, -across, across);
        this.#y = clamp(y, -down, down);
        this.#picture.style.transform = scale === 1 ? "" : `translate(${this.#x}px, ${this.#y}px) scale(${scale})`;
        this.#stage.dataset.zoomed = String(scale > 1);
    }

    #down(event) {
        if (event.target.closest("button") !== null) {
            return; // a captured pointer would not press it
        }
        this.#stage.setPointerCapture?.(event.pointerId);
        this.#pointers.set(event.pointerId, this.#fromMiddle(event));
        this.#start = this.#pointers.size === 1 && event.pointerType !== "mouse" && this.#scale === 1 ? this.#fromMiddle(event) : null;
    }

    #move(event) {
        const former = this.#pointers.get(event.pointerId);
        if (former === undefined) {
            return;
        }
        const now = this.#fromMiddle(event);
        const other = [...this.#pointers].find(([id]) => id !== event.pointerId)?.[1];
        this.#pointers.set(event.pointerId, now);
        if (other !== undefined) {
            const apart = (one, two) => Math.max(1, Math.hypot(one.x - two.x, one.y - two.y));
            this.#zoomBy(apart(now, other) / apart(former, other), { x: (now.x + other.x) / 2, y: (now.y + other.y) / 2 });
        } else if (this.#scale > 1) {
            this.#set(this.#scale, this.#x + now.x - former.x, this.#y + now.y - former.y);
        }
    }

    #up(event) {
        this.#pointers.delete(event.pointerId);
        const start = this.#start;
        this.#start = null;
        if (start === null || event.type === "pointercancel") {
            return;
        }
        const { x, y } = this.#fromMiddle(event);
        const [across, down] = [x - start.x, y - start.y];
        if (Math.abs(across) > SWIPE_PX && Math.abs(across) > 1.5 * Math.abs(down)) {
            this.#actions.onSwipe(across < 0 ? 1 : -1);
        } else if (down > 2 * SWIPE_PX && down > 1.5 * Math.abs(across)) {
            this.#actions.onClose();
        }
    }
}
