package dev.afterglow.registry.title.storage;

import dev.afterglow.registry.licence.Consent;
import dev.afterglow.registry.storage.StoredJson;
import dev.afterglow.registry.storage.TenantRow;
import dev.afterglow.registry.title.TitleTransfer;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;

/** A transfer's row. */
@Entity
@Table(name = "title_transfer")
public class TitleTransferEntity extends TenantRow {
  /** Which. */
  @Id
  @Column(name = "transfer_id")
  public String transferId = "";

  /** The part. */
  @Column(name = "part_id")
  public String partId = "";

  /** Who held the title. */
  @Column(name = "from_subject_id")
  public String fromSubjectId = "";

  /** Who holds it since. */
  @Column(name = "to_subject_id")
  public String toSubjectId = "";

  /** A {@link Consent} as JSON. */
  public String consent = "";

  /** When. */
  @Column(name = "transfer_time")
  public Instant transferTime = Instant.EPOCH;

  static TitleTransferEntity of(TitleTransfer transfer) {
    TitleTransferEntity row = new TitleTransferEntity();
    row.transferId = transfer.transferId();
    row.partId = transfer.partId();
    row.fromSubjectId = transfer.fromSubjectId();
    row.toSubjectId = transfer.toSubjectId();
    row.consent = StoredJson.text(transfer.consent());
    row.transferTime = transfer.transferTime();
    return row;
  }

  TitleTransfer transfer() {
    return new TitleTransfer(
        transferId,
        partId,
        fromSubjectId,
        toSubjectId,
        StoredJson.record(consent, Consent.class),
        transferTime);
  }
}
