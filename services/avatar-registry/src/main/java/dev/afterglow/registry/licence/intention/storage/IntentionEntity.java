package dev.afterglow.registry.licence.intention.storage;

import dev.afterglow.registry.identity.AssuranceLevel;
import dev.afterglow.registry.identity.Attempt;
import dev.afterglow.registry.identity.Refusal;
import dev.afterglow.registry.licence.intention.Intention;
import dev.afterglow.registry.storage.TenantRow;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A reading's row. */
@Entity
@Table(name = "licence_intention")
public class IntentionEntity extends TenantRow {
  /** Which. */
  @Id
  @Column(name = "intention_id")
  public String intentionId = "";

  /** Of whom. */
  @Column(name = "subject_id")
  public String subjectId = "";

  /** Who listens. */
  public String provider = "";

  /** The provider's name for it. */
  @Column(name = "provider_transaction")
  public String providerTransaction = "";

  /** About which terms. */
  @Column(name = "terms_sha256")
  public String termsSha256 = "";

  /** What is read. */
  @Column(name = "read_text")
  public String readText = "";

  /** In which language. */
  public String locale = "";

  /** Which record of {@link Intention} this is. */
  public String state = "";

  /** How sure it is. */
  public String assurance = "";

  /** Why it was refused. */
  public String refusal = "";

  /** When it was asked. */
  @Column(name = "create_time")
  public Instant createTime = Instant.EPOCH;

  /** When it was decided that they want it. */
  @Column(name = "decide_time")
  public @Nullable Instant decideTime;

  /** What came of it. */
  @Column(name = "licence_id")
  public @Nullable String licenceId;

  /** Guards against lost updates. */
  @Version public long version;

  /** The row of one just asked. */
  static IntentionEntity of(Intention.Asked asked) {
    Intention.Question question = asked.question();
    IntentionEntity row = new IntentionEntity();
    row.intentionId = question.intentionId();
    row.subjectId = question.subjectId();
    row.provider = question.attempt().provider();
    row.providerTransaction = question.attempt().transaction();
    row.termsSha256 = question.termsSha256Hex();
    row.readText = question.text();
    row.locale = question.locale();
    row.createTime = question.createTime();
    row.state = asked.word();
    return row;
  }

  /** Writes what became of it. */
  void become(Intention intention) {
    state = intention.word();
    switch (intention) {
      case Intention.Asked _ -> {
        // As it was.
      }
      case Intention.Meant meant -> {
        assurance = meant.assurance().name();
        decideTime = meant.decideTime();
      }
      case Intention.Refused refused -> refusal = refused.refusal().name();
      case Intention.Spent spent -> licenceId = spent.licenceId();
    }
  }

  /** The reading of this row. */
  Intention intention() {
    Intention.Question question =
        new Intention.Question(
            intentionId,
            subjectId,
            new Attempt(provider, providerTransaction),
            termsSha256,
            readText,
            locale,
            createTime);
    return switch (state) {
      case "ASKED" -> new Intention.Asked(question);
      case "MEANT" -> meant(question);
      case "REFUSED" -> new Intention.Refused(question, Refusal.valueOf(refusal));
      case "SPENT" -> meant(question).spend(Objects.requireNonNull(licenceId));
      default -> throw new IllegalStateException("a reading's row has no known state");
    };
  }

  private Intention.Meant meant(Intention.Question question) {
    return new Intention.Meant(
        question, AssuranceLevel.valueOf(assurance), Objects.requireNonNull(decideTime));
  }
}
