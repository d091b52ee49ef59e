package org.chatboard.conversation.room;

import jakarta.ejb.Stateless;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** Reads the pictures of rooms. Each method is one JTA transaction. */
@Stateless
public class RoomPictureQuery {
    private static final String PICTURE = "SELECT r.picture FROM Room r WHERE r.id = :id";

    @PersistenceContext
    EntityManager em;

    /** {@return the hash of the content that is the picture of a room; empty if it has none, or does not exist} */
    public Optional<String> find(long roomId) {
        List<String> found =
                em.createQuery(PICTURE, String.class).setParameter("id", roomId).getResultList();
        return found.stream().filter(Objects::nonNull).findFirst();
    }
}
