package dev.afterglow.registry.avatar;

import dev.afterglow.avatar.AvatarFacts;
import dev.afterglow.avatar.CommercialUse;

/**
 * What an upload announces.
 *
 * @param ownerSubjectId who owns the avatar
 * @param displayName what the shop calls it, 1 to 64 characters
 * @param sizeBytes how many bytes follow
 * @param sha256Hex their SHA-256, 64 lower-case hex digits
 * @param separateLicenceReference a document that allows commerce where the file's own metadata
 *     does not; empty = none
 * @param separateLicenceSha256Hex that document's SHA-256, 64 lower-case hex digits; empty = nobody
 *     has shown one, and then commerce stays as the file has it
 */
public record UploadPlan(
    String ownerSubjectId,
    String displayName,
    long sizeBytes,
    String sha256Hex,
    String separateLicenceReference,
    String separateLicenceSha256Hex) {

  /** Checks that a document's digest is one, and of a document that is named. */
  public UploadPlan {
    if (!separateLicenceSha256Hex.isEmpty()) {
      if (separateLicenceSha256Hex.length() != 64) {
        throw new IllegalArgumentException("a document's SHA-256 has 32 bytes");
      }
      if (separateLicenceReference.isBlank()) {
        throw new IllegalArgumentException("the digest is of no document that is named");
      }
    }
  }

  /** Whether commerce is allowed by the file itself or by a document that somebody can be shown. */
  public boolean allowsCommerce(AvatarFacts facts) {
    return facts.commercialUse() == CommercialUse.ALLOWED || !separateLicenceSha256Hex.isEmpty();
  }
}
