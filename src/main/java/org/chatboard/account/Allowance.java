package org.chatboard.account;

import org.chatboard.system.RefusedException;

/** What an account may do at once beside writing messages: its frames and its requests together. */
public interface Allowance {
    /**
     * Lets a request count as one frame of the account that makes it.
     *
     * @throws RefusedException 429 where that is too much at once
     */
    void onOtherFrame();
}
