package dev.afterglow.registry.part.storage;

import dev.afterglow.registry.asset.FileForm;
import dev.afterglow.registry.avatar.AvatarSeal;
import dev.afterglow.registry.part.Part;
import dev.afterglow.registry.part.PartKind;
import dev.afterglow.registry.part.score.PartScore;
import dev.afterglow.registry.storage.StoredJson;
import dev.afterglow.registry.storage.TenantRow;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The row of a part. */
@Entity
@Table(name = "part")
public class PartEntity extends TenantRow {
  /** Which. */
  @Id
  @Column(name = "part_id")
  public String partId = "";

  /** Of which avatar. */
  @Column(name = "avatar_id")
  public String avatarId = "";

  /** A {@link PartKind}. */
  public String kind = "";

  /** Counts up within an avatar and kind. */
  public int version;

  /** Who made it. */
  @Column(name = "author_subject_id")
  public String authorSubjectId = "";

  /** Who holds the title to its work; empty = its author. */
  @Column(name = "title_subject_id")
  public String titleSubjectId = "";

  /** Where it comes from. */
  public String source = "";

  /** As uploaded. */
  @Column(name = "source_sha256")
  public String sourceSha256 = "";

  /** As kept. */
  public String sha256 = "";

  /** As kept. */
  @Column(name = "size_bytes")
  public long sizeBytes;

  /** A {@link FileForm}. */
  public String form = "";

  /** A {@link PartScore} as JSON; empty = from before there were rules. */
  public String score = "";

  /** SUBMITTED, APPROVED, REJECTED or WITHDRAWN. */
  public String state = "";

  /** Over the digest, once approved. */
  public String signature = "";

  /** Which key signed. */
  @Column(name = "key_id")
  public String keyId = "";

  /** Who reviewed it last. */
  @Column(name = "reviewer_subject_id")
  public String reviewerSubjectId = "";

  /** What they noted. */
  @Column(name = "review_note")
  public String reviewNote = "";

  /** When it came. */
  @Column(name = "create_time")
  public Instant createTime = Instant.EPOCH;

  /** When it was reviewed last. */
  @Column(name = "review_time")
  public @Nullable Instant reviewTime;

  /** The row of a part just uploaded. */
  static PartEntity of(Part.Submitted part) {
    Part.Upload upload = part.upload();
    PartEntity row = new PartEntity();
    row.partId = upload.partId();
    row.avatarId = upload.avatarId();
    row.kind = upload.kind().name();
    row.version = upload.version();
    row.authorSubjectId = upload.authorSubjectId();
    row.source = upload.source();
    row.sourceSha256 = upload.sourceSha256Hex();
    row.sha256 = upload.sha256Hex();
    row.sizeBytes = upload.sizeBytes();
    row.form = upload.form().name();
    row.score = StoredJson.text(upload.score());
    row.createTime = upload.createTime();
    row.state = "SUBMITTED";
    return row;
  }

  /** Writes a review into the row. */
  PartEntity become(Part part) {
    switch (part) {
      case Part.Submitted _ -> throw new IllegalStateException("no part is submitted again");
      case Part.Approved approved -> {
        state = "APPROVED";
        signature = approved.seal().signatureHex();
        keyId = approved.seal().keyId();
        reviewed(approved.review());
      }
      case Part.Rejected rejected -> {
        state = "REJECTED";
        reviewed(rejected.review());
      }
      case Part.Withdrawn withdrawn -> {
        state = "WITHDRAWN";
        reviewed(withdrawn.review());
      }
    }
    return this;
  }

  private void reviewed(Part.Review review) {
    reviewerSubjectId = review.reviewerSubjectId();
    reviewNote = review.note();
    reviewTime = review.time();
  }

  /** The part of this row. */
  Part part() {
    Part.Upload upload =
        new Part.Upload(
            partId,
            avatarId,
            PartKind.valueOf(kind),
            version,
            authorSubjectId,
            source,
            sourceSha256,
            sha256,
            sizeBytes,
            FileForm.valueOf(form),
            score.isEmpty() ? PartScore.NONE : StoredJson.record(score, PartScore.class),
            createTime);
    return switch (state) {
      case "SUBMITTED" -> new Part.Submitted(upload);
      case "APPROVED" ->
          new Part.Approved(upload, review(), new AvatarSeal(sha256, signature, keyId));
      case "REJECTED" -> new Part.Rejected(upload, review());
      case "WITHDRAWN" -> new Part.Withdrawn(upload, review());
      default -> throw new IllegalStateException("a part's row has no known state");
    };
  }

  private Part.Review review() {
    return new Part.Review(reviewerSubjectId, reviewNote, Objects.requireNonNull(reviewTime));
  }

  /** Who holds the title to its work now. */
  String holder() {
    return titleSubjectId.isEmpty() ? authorSubjectId : titleSubjectId;
  }
}
