package dev.afterglow.registry.identity.storage;

import dev.afterglow.registry.identity.AssuranceLevel;
import dev.afterglow.registry.identity.Attempt;
import dev.afterglow.registry.identity.Person;
import dev.afterglow.registry.identity.Refusal;
import dev.afterglow.registry.identity.Verification;
import dev.afterglow.registry.storage.TenantRow;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A person's row: no name, no number. */
@Entity
@Table(name = "person")
public class PersonEntity extends TenantRow {
  /** Who. */
  @Id
  @Column(name = "subject_id")
  public String subjectId = "";

  /** Which record of {@link Person} this is. */
  public String state = "";

  /** The provider of the attempt or verification. */
  public String provider = "";

  /** The provider's name for it. */
  @Column(name = "provider_transaction")
  public String providerTransaction = "";

  /** How sure the verification is. */
  public String assurance = "";

  /** When it was decided. */
  @Column(name = "verify_time")
  public @Nullable Instant verifyTime;

  /** When it must be done again. */
  @Column(name = "reverify_time")
  public @Nullable Instant reverifyTime;

  /** Why the last attempt failed. */
  public String refusal = "";

  /** The receipt of the erasure. */
  @Column(name = "erasure_receipt")
  public String erasureReceipt = "";

  /** When the person was made. */
  @Column(name = "create_time")
  public Instant createTime = Instant.EPOCH;

  /** Guards against lost updates. */
  @Version public long version;

  /** The person of this row. */
  public Person person() {
    return switch (state) {
      case "UNVERIFIED" -> new Person.Unverified(subjectId, createTime, failure());
      case "PENDING" -> new Person.Pending(subjectId, createTime, attempt());
      case "VERIFIED" -> new Person.Verified(subjectId, createTime, verification());
      case "SUSPENDED" ->
          new Person.Suspended(
              subjectId,
              createTime,
              provider.isEmpty() ? Optional.empty() : Optional.of(attempt()));
      case "REVOKED" -> new Person.Revoked(subjectId, createTime);
      case "ERASED" -> new Person.Erased(subjectId, createTime, erasureReceipt);
      default -> throw new IllegalStateException("a person's row has no known state");
    };
  }

  /** Writes a person into this row. */
  public PersonEntity become(Person person) {
    subjectId = person.subjectId();
    createTime = person.createTime();
    clear();
    switch (person) {
      case Person.Unverified unverified -> {
        state = "UNVERIFIED";
        unverified.lastFailure().ifPresent(this::failed);
      }
      case Person.Pending pending -> {
        state = "PENDING";
        attempted(pending.attempt());
      }
      case Person.Verified verified -> verified(verified.verification());
      case Person.ReverifyDue due -> verified(due.verification());
      case Person.Suspended suspended -> {
        state = "SUSPENDED";
        suspended.awaited().ifPresent(this::attempted);
      }
      case Person.Revoked _ -> state = "REVOKED";
      case Person.Erased erased -> {
        state = "ERASED";
        erasureReceipt = erased.receipt();
      }
    }
    return this;
  }

  private void clear() {
    provider = "";
    providerTransaction = "";
    assurance = "";
    verifyTime = null;
    reverifyTime = null;
    refusal = "";
    erasureReceipt = "";
  }

  private void attempted(Attempt attempt) {
    provider = attempt.provider();
    providerTransaction = attempt.transaction();
  }

  private void failed(Person.Failure failure) {
    attempted(failure.attempt());
    refusal = failure.refusal().name();
  }

  private void verified(Verification verification) {
    state = "VERIFIED";
    attempted(verification.attempt());
    assurance = verification.assurance().name();
    verifyTime = verification.verifyTime();
    reverifyTime = verification.reverifyTime();
  }

  private Attempt attempt() {
    return new Attempt(provider, providerTransaction);
  }

  private Optional<Person.Failure> failure() {
    return refusal.isEmpty()
        ? Optional.empty()
        : Optional.of(new Person.Failure(attempt(), Refusal.valueOf(refusal)));
  }

  private Verification verification() {
    return new Verification(
        attempt(),
        AssuranceLevel.valueOf(assurance),
        Objects.requireNonNull(verifyTime),
        Objects.requireNonNull(reverifyTime));
  }
}
