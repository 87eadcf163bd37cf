package dev.afterglow.registry.avatar.storage;

import dev.afterglow.avatar.AvatarFormat;
import dev.afterglow.drive.ArkitShape;
import dev.afterglow.registry.asset.FileForm;
import dev.afterglow.registry.avatar.Avatar;
import dev.afterglow.registry.avatar.AvatarSeal;
import dev.afterglow.registry.storage.TenantRow;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** An avatar's row; never changes. */
@Entity
@Table(name = "avatar")
public class AvatarEntity extends TenantRow {
  /** Which. */
  @Id
  @Column(name = "avatar_id")
  public String avatarId = "";

  /** Who owns it. */
  @Column(name = "owner_subject_id")
  public String ownerSubjectId = "";

  /** What the shop calls it. */
  @Column(name = "display_name")
  public String displayName = "";

  /** The file's digest, hex. */
  public String sha256 = "";

  /** The digest of the file as it was uploaded, hex. */
  @Column(name = "source_sha256")
  public String sourceSha256 = "";

  /** A {@link FileForm}. */
  public String form = "";

  /** The signature over it, hex. */
  public String signature = "";

  /** Which key signed. */
  @Column(name = "key_id")
  public String keyId = "";

  /** GLB or VRM. */
  public String format = "";

  /** Whether commerce is allowed. */
  @Column(name = "commercial_use_allowed")
  public boolean commercialUseAllowed;

  /** Names of {@link ArkitShape}, with commas. */
  public String shapes = "";

  /** Bytes. */
  @Column(name = "size_bytes")
  public long sizeBytes;

  /** Vertices. */
  @Column(name = "vertex_count")
  public long vertexCount;

  /** The document that allows commerce where the file does not. */
  @Column(name = "separate_licence_reference")
  public String separateLicenceReference = "";

  /** When. */
  @Column(name = "create_time")
  public Instant createTime = Instant.EPOCH;

  /** The row of an avatar. */
  public static AvatarEntity of(Avatar avatar, String separateLicenceReference) {
    AvatarEntity row = new AvatarEntity();
    row.avatarId = avatar.avatarId();
    row.ownerSubjectId = avatar.ownerSubjectId();
    row.displayName = avatar.displayName();
    row.sha256 = avatar.seal().sha256Hex();
    row.sourceSha256 = avatar.sourceSha256Hex();
    row.form = avatar.form().name();
    row.signature = avatar.seal().signatureHex();
    row.keyId = avatar.seal().keyId();
    row.format = avatar.format().name();
    row.commercialUseAllowed = avatar.commercialUseAllowed();
    row.shapes = avatar.shapes().stream().map(ArkitShape::name).collect(Collectors.joining(","));
    row.sizeBytes = avatar.sizeBytes();
    row.vertexCount = avatar.vertexCount();
    row.separateLicenceReference = separateLicenceReference;
    row.createTime = avatar.createTime();
    return row;
  }

  /** The avatar of this row. */
  public Avatar avatar() {
    List<ArkitShape> able =
        Arrays.stream(shapes.split(","))
            .filter(name -> !name.isEmpty())
            .map(ArkitShape::valueOf)
            .toList();
    return new Avatar(
        avatarId,
        ownerSubjectId,
        displayName,
        new AvatarSeal(sha256, signature, keyId),
        sourceSha256,
        FileForm.valueOf(form),
        AvatarFormat.valueOf(format),
        commercialUseAllowed,
        able,
        sizeBytes,
        vertexCount,
        createTime);
  }
}
