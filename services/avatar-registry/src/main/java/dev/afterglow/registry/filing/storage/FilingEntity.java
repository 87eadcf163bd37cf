package dev.afterglow.registry.filing.storage;

import dev.afterglow.registry.filing.Filing;
import dev.afterglow.registry.storage.StoredJson;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** The row of a filing. */
@Entity
@Table(name = "filing")
public class FilingEntity {
  /** Which. */
  @Id
  @Column(name = "filing_id")
  public String filingId = "";

  /** Whose. */
  @Column(name = "tenant_id")
  public String tenantId = FilingStore.TENANT;

  /** Of which avatar. */
  @Column(name = "avatar_id")
  public String avatarId = "";

  /** {@link Filing.Case} as JSON. */
  public String about = "";

  /** PREPARED, SUBMITTED, ACCEPTED, REFUSED or ENDED. */
  public String state = "";

  /** What the avatar is known by there. */
  public String code = "";

  /** Until when it is in force. */
  @Column(name = "expire_time")
  public @Nullable Instant expireTime;

  /** Writes a filing into the row. */
  FilingEntity become(Filing filing) {
    filingId = filing.about().filingId();
    avatarId = filing.about().avatarId();
    about = StoredJson.text(filing.about());
    expireTime = null;
    switch (filing) {
      case Filing.Prepared _ -> state = "PREPARED";
      case Filing.Submitted _ -> state = "SUBMITTED";
      case Filing.Accepted accepted -> {
        state = "ACCEPTED";
        code = accepted.code();
        expireTime = accepted.expireTime();
      }
      case Filing.Refused _ -> state = "REFUSED";
      case Filing.Ended _ -> state = "ENDED";
    }
    return this;
  }

  /** The filing of this row. */
  Filing filing() {
    Filing.Case of = StoredJson.record(about, Filing.Case.class);
    return switch (state) {
      case "PREPARED" -> new Filing.Prepared(of);
      case "SUBMITTED" -> new Filing.Submitted(of);
      case "ACCEPTED" -> new Filing.Accepted(of, code, expireTime);
      case "REFUSED" -> new Filing.Refused(of);
      case "ENDED" -> new Filing.Ended(of, code);
      default -> throw new IllegalStateException("a filing's row has no known state");
    };
  }
}
