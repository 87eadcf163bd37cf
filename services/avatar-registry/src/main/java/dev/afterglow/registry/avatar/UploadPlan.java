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
 */
public record UploadPlan(
    String ownerSubjectId,
    String displayName,
    long sizeBytes,
    String sha256Hex,
    String separateLicenceReference) {

  /** Whether commerce is allowed by the file itself or by the document beside it. */
  public boolean allowsCommerce(AvatarFacts facts) {
    return facts.commercialUse() == CommercialUse.ALLOWED || !separateLicenceReference.isBlank();
  }
}
