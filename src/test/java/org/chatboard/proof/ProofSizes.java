package org.chatboard.proof;

/**
 * How much is tried. The defaults are small enough for every build; the full sizes are those of the Maven profile {@code proof}, and each
 * can be set by {@code -D} and its name.
 */
public final class ProofSizes {
    /** {@code proof.kills}: times that the server is killed under load. */
    public static final int KILLS = number("proof.kills", 2);

    /** {@code proof.minutes}: goes on killing until so many minutes have passed. */
    public static final int MINUTES = number("proof.minutes", 0);

    /** {@code proof.races}: resumes that race with messages, with delays between the steps. */
    public static final int RACES = number("proof.races", 100);

    /** {@code proof.resumes}: the same over real sockets, as it comes. */
    public static final int RESUMES = number("proof.resumes", 100);

    /** {@code proof.heartbeat.ms}: {@code CHATBOARD_HEARTBEAT_MS} where links die half. */
    public static final int HEARTBEAT_MS = number("proof.heartbeat.ms", 1_000);

    /** {@code proof.dead.after.ms}: {@code CHATBOARD_DEAD_AFTER_MS} where links die half. */
    public static final int DEAD_AFTER_MS = number("proof.dead.after.ms", 6_000);

    /** {@code proof.unread}: messages into the room of somebody who does not read. */
    public static final int UNREAD = number("proof.unread", 2_500);

    /** {@code proof.clients}: sockets that are open when the server restarts. */
    public static final int CLIENTS = number("proof.clients", 50);

    /** {@code proof.longest.delay.ms}: the longest time that a page waits before it tries again. */
    public static final int LONGEST_DELAY_MS = number("proof.longest.delay.ms", 2_000);

    /** {@code proof.openings}: sockets that are opened and closed. */
    public static final int OPENINGS = number("proof.openings", 500);

    /** {@code proof.flood}: frames as fast as one socket takes them. */
    public static final int FLOOD = number("proof.flood", 5_000);

    /** {@code proof.attackers}: sockets that flood the server at once, half of them of one account. */
    public static final int ATTACKERS = number("proof.attackers", 8);

    /** {@code proof.attack.seconds}: how long each kind of flood lasts. */
    public static final int ATTACK_SECONDS = number("proof.attack.seconds", 1);

    /** {@code proof.unfinished}: sockets that hold a large frame unfinished. */
    public static final int UNFINISHED = number("proof.unfinished", 40);

    /** {@code proof.askers}: sockets that ask for large pages of history, twenty of an account. */
    public static final int ASKERS = number("proof.askers", 20);
    /** {@code proof.sign.ins}: sign-ins of a flood, 300 at once. */
    public static final int SIGN_INS = number("proof.sign.ins", 300);

    /** {@code proof.guess.seconds}: how long somebody guesses a password. */
    public static final int GUESS_SECONDS = number("proof.guess.seconds", 3);

    /** {@code proof.pages}: pages for a script that keeps no cookie. */
    public static final int PAGES = number("proof.pages", 400);

    /** {@code proof.reads}: reads by REST of the largest pages, 20 at once. */
    public static final int READS = number("proof.reads", 100);

    /** {@code proof.slow.clients}: HTTP connections that hold on to the server; more than it has worker threads, which are 128. */
    public static final int SLOW_CLIENTS = number("proof.slow.clients", 150);

    /** {@code proof.noise.ms}: a median of the others below this is no slowness: other work on the machine makes as much. */
    public static final int NOISE_MS = number("proof.noise.ms", 100);

    /** {@code proof.soak.seconds}: how long the server works at half load. */
    public static final int SOAK_SECONDS = 60 * number("proof.soak.minutes", 0) + number("proof.soak.seconds", 5);

    /** {@code proof.reached}: percent of half load that the soak must reach; a short one hangs on every pause of the machine. */
    public static final int REACHED = number("proof.reached", 50);

    private ProofSizes() {}

    private static int number(String name, int small) {
        return Integer.getInteger(name, small);
    }
}
