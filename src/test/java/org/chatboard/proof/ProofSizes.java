package org.chatboard.proof;

/**
 * The sizes of the proof. The defaults are small enough for every build; the Maven profile {@code proof} sets the full sizes, and
 * {@code -D} sets each one by its name.
 */
public final class ProofSizes {
    /** {@code proof.kills}: number of times that the server is killed under load. */
    public static final int KILLS = number("proof.kills", 2);

    /** {@code proof.minutes}: minimum time during which the server is killed, in minutes. */
    public static final int MINUTES = number("proof.minutes", 0);

    /** {@code proof.members}: members of the largest room that the server is killed with. */
    public static final int MEMBERS = number("proof.members", 20);

    /** {@code proof.races}: replays that race with messages, with injected delays between the steps. */
    public static final int RACES = number("proof.races", 100);

    /** {@code proof.resumes}: replays that race with messages over real sockets, without injected delays. */
    public static final int RESUMES = number("proof.resumes", 100);

    /** {@code proof.heartbeat.ms}: {@code CHATBOARD_HEARTBEAT_MS} of the test of half-open connections. */
    public static final int HEARTBEAT_MS = number("proof.heartbeat.ms", 1_000);

    /** {@code proof.dead.after.ms}: {@code CHATBOARD_DEAD_AFTER_MS} of the test of half-open connections. */
    public static final int DEAD_AFTER_MS = number("proof.dead.after.ms", 6_000);

    /** {@code proof.unread}: messages that are sent to the room of a slow consumer. */
    public static final int UNREAD = number("proof.unread", 2_500);

    /** {@code proof.clients}: sockets that reconnect after a restart of the server. */
    public static final int CLIENTS = number("proof.clients", 50);

    /** {@code proof.longest.delay.ms}: longest reconnect delay of a client. */
    public static final int LONGEST_DELAY_MS = number("proof.longest.delay.ms", 2_000);

    /** {@code proof.openings}: sockets that the leak test opens and closes. */
    public static final int OPENINGS = number("proof.openings", 500);

    /** {@code proof.flood}: frames of a flood from one account. */
    public static final int FLOOD = number("proof.flood", 5_000);

    /** {@code proof.attackers}: clients that flood the server at the same time; half of them share one account. */
    public static final int ATTACKERS = number("proof.attackers", 8);

    /** {@code proof.attack.seconds}: duration of each kind of flood, in seconds. */
    public static final int ATTACK_SECONDS = number("proof.attack.seconds", 1);

    /** {@code proof.samples}: messages between two other clients that are measured before and during a flood. */
    public static final int SAMPLES = number("proof.samples", 20);

    /** {@code proof.unfinished}: sockets that each leave a frame of 4 MB unfinished. */
    public static final int UNFINISHED = number("proof.unfinished", 40);

    /** {@code proof.askers}: sockets that request large pages of history and do not read them, twenty an account. */
    public static final int ASKERS = number("proof.askers", 20);
    /** {@code proof.sign.ins}: sign-ins of a flood, 300 in parallel. */
    public static final int SIGN_INS = number("proof.sign.ins", 300);

    /** {@code proof.guess.seconds}: duration of the password guessing, in seconds. */
    public static final int GUESS_SECONDS = number("proof.guess.seconds", 3);

    /** {@code proof.pages}: page requests of a client that stores no cookies. */
    public static final int PAGES = number("proof.pages", 400);

    /** {@code proof.reads}: REST reads of the largest pages of history, 20 in parallel. */
    public static final int READS = number("proof.reads", 100);

    /** {@code proof.slow.clients}: HTTP connections that occupy the server; more than its 128 worker threads. */
    public static final int SLOW_CLIENTS = number("proof.slow.clients", 150);

    /** {@code proof.uploads}: files of 1 MiB that are uploaded at the same time, twenty an account. */
    public static final int UPLOADS = number("proof.uploads", 40);

    /** {@code proof.large.mib}: size of the file that goes up and down beside other clients, in MiB. */
    public static final int LARGE_MIB = number("proof.large.mib", 8);

    /** {@code proof.noise.ms}: latency in ms that other processes can cause. A lower median of other clients is no harm. */
    public static final int NOISE_MS = number("proof.noise.ms", 100);

    /** {@code proof.soak.seconds}: duration of the soak at half load. */
    public static final int SOAK_SECONDS = 60 * number("proof.soak.minutes", 0) + number("proof.soak.seconds", 5);

    /**
     * {@code proof.reached}: lowest message rate of the soak, in percent of its target, which is half of the measured full load. Pauses
     * of the machine reduce the rate of a short soak.
     */
    public static final int REACHED = number("proof.reached", 50);

    private ProofSizes() {}

    private static int number(String name, int small) {
        return Integer.getInteger(name, small);
    }
}
