package dev.afterglow.studio.rights;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * Whether somebody is verified; nothing of who they are.
 *
 * @param state the registry's word, for example {@code VERIFIED}
 * @param provider who verified them
 * @param assurance how sure that is, the registry's word
 * @param reverifyTime from when they have to be verified again
 */
public record PersonStanding(
    UUID subjectId,
    String state,
    String provider,
    String assurance,
    Optional<Instant> reverifyTime) {}
