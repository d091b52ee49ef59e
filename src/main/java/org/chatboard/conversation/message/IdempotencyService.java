package org.chatboard.conversation.message;

import jakarta.ejb.Stateless;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.util.List;
import java.util.Optional;
import org.chatboard.conversation.request.Ack;
import org.chatboard.conversation.request.WriteRequest;

/** Finds a request that was stored before, for callers outside of the write path. Each method is one JTA transaction. */
@Stateless
public class IdempotencyService {
    @PersistenceContext
    EntityManager em;

    /** {@return the answer to a repeat of a request; empty if nothing is stored under this key of the sender} */
    public Optional<Ack> find(long senderId, String cid) {
        Ack ack = IdempotencyQuery.acks(em, List.of(cid)).get(new WriteRequest.Key(senderId, cid));
        return Optional.ofNullable(ack);
    }
}
