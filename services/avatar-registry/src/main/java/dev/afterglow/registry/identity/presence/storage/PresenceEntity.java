package dev.afterglow.registry.identity.presence.storage;

import dev.afterglow.registry.identity.AssuranceLevel;
import dev.afterglow.registry.identity.Attempt;
import dev.afterglow.registry.identity.Refusal;
import dev.afterglow.registry.identity.presence.Presence;
import dev.afterglow.registry.storage.TenantRow;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A presence's row. */
@Entity
@Table(name = "presence")
public class PresenceEntity extends TenantRow {
  /** Which. */
  @Id
  @Column(name = "presence_id")
  public String presenceId = "";

  /** Of whom. */
  @Column(name = "subject_id")
  public String subjectId = "";

  /** Who looks. */
  public String provider = "";

  /** The provider's name for the look. */
  @Column(name = "provider_transaction")
  public String providerTransaction = "";

  /** Which record of {@link Presence} this is. */
  public String state = "";

  /** How sure a proven one is. */
  public String assurance = "";

  /** Why it was refused. */
  public String refusal = "";

  /** When it was asked for. */
  @Column(name = "create_time")
  public Instant createTime = Instant.EPOCH;

  /** From when a proven one counts. */
  @Column(name = "prove_time")
  public @Nullable Instant proveTime;

  /** Until when. */
  @Column(name = "expire_time")
  public @Nullable Instant expireTime;

  /** When the provider's answer was taken; before, nobody knew of it. */
  @Column(name = "decide_time")
  public @Nullable Instant decideTime;

  /** When it was set aside. */
  @Column(name = "void_time")
  public @Nullable Instant voidTime;

  /** Guards against lost updates. */
  @Version public long version;

  /** The row of one just asked for. */
  static PresenceEntity of(Presence.Asked asked) {
    PresenceEntity row = new PresenceEntity();
    row.presenceId = asked.presenceId();
    row.subjectId = asked.subjectId();
    row.provider = asked.attempt().provider();
    row.providerTransaction = asked.attempt().transaction();
    row.state = asked.word();
    row.createTime = asked.createTime();
    return row;
  }

  /** Writes what became of it; when a proven one counted stays, for decisions on the past. */
  void become(Presence presence, Instant now) {
    state = presence.word();
    switch (presence) {
      case Presence.Asked _ -> {
        // As it was.
      }
      case Presence.Proven proven -> {
        assurance = proven.assurance().name();
        proveTime = proven.createTime();
        expireTime = proven.expireTime();
        decideTime = now;
      }
      case Presence.Refused refused -> refusal = refused.refusal().name();
      case Presence.Voided _ -> voidTime = now;
    }
  }

  /** The presence of this row. */
  public Presence presence() {
    Attempt attempt = new Attempt(provider, providerTransaction);
    return switch (state) {
      case "ASKED" -> new Presence.Asked(presenceId, subjectId, attempt, createTime);
      case "PROVEN" ->
          new Presence.Proven(
              presenceId,
              subjectId,
              attempt,
              createTime,
              AssuranceLevel.valueOf(assurance),
              Objects.requireNonNull(expireTime));
      case "REFUSED" ->
          new Presence.Refused(
              presenceId, subjectId, attempt, createTime, Refusal.valueOf(refusal));
      case "VOIDED" -> new Presence.Voided(presenceId, subjectId, attempt, createTime);
      default -> throw new IllegalStateException("a presence's row has no known state");
    };
  }
}
