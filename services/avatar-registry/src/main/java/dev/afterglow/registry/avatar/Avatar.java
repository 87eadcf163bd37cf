package dev.afterglow.registry.avatar;

import dev.afterglow.avatar.AvatarFormat;
import dev.afterglow.drive.ArkitShape;
import dev.afterglow.registry.asset.FileForm;
import java.time.Instant;
import java.util.List;

/**
 * A registered avatar.
 *
 * @param avatarId which
 * @param ownerSubjectId who owns it
 * @param displayName what the shop calls it, 1 to 64 characters
 * @param seal the signed digest, of the file as it is kept
 * @param sourceSha256Hex SHA-256 of the file as it was uploaded
 * @param form in which form it is kept
 * @param format GLB or VRM
 * @param commercialUseAllowed whether the file's metadata, or a separate document, allows commerce
 * @param shapes which ARKit shapes the file can make
 * @param sizeBytes how large the file is
 * @param vertexCount vertices over all meshes
 * @param createTime when it was registered
 */
public record Avatar(
    String avatarId,
    String ownerSubjectId,
    String displayName,
    AvatarSeal seal,
    String sourceSha256Hex,
    FileForm form,
    AvatarFormat format,
    boolean commercialUseAllowed,
    List<ArkitShape> shapes,
    long sizeBytes,
    long vertexCount,
    Instant createTime) {

  /** Copies the list. */
  public Avatar {
    shapes = List.copyOf(shapes);
  }
}
