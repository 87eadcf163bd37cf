package dev.afterglow.commerce.playbook;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import dev.afterglow.commerce.experiment.Seed;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What happens to a playbook, as it is logged. The log's order decides who came first. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "event")
@JsonSubTypes({
  @JsonSubTypes.Type(value = PlaybookEvent.Proposed.class, name = "proposed"),
  @JsonSubTypes.Type(value = PlaybookEvent.Accepted.class, name = "accepted"),
  @JsonSubTypes.Type(value = PlaybookEvent.Declined.class, name = "declined"),
  @JsonSubTypes.Type(value = PlaybookEvent.SlotCounted.class, name = "slotCounted"),
  @JsonSubTypes.Type(value = PlaybookEvent.Settled.class, name = "settled")
})
public sealed interface PlaybookEvent {
  /** The playbook. */
  UUID playbookId();

  /** It was proposed. */
  record Proposed(Proposal proposal) implements PlaybookEvent {
    @Override
    public UUID playbookId() {
      return proposal.id();
    }
  }

  /**
   * A person accepted it.
   *
   * @param requestId the caller's request
   * @param at when
   * @param start when the first slot begins
   * @param seed what the arms are drawn from: logged here, before the first slot
   * @param by who accepted it; null in an event of before that was told
   */
  record Accepted(
      UUID playbookId, UUID requestId, Instant at, Instant start, Seed seed, @Nullable String by)
      implements PlaybookEvent {
    Decision decision() {
      return new Decision(requestId, by == null ? "" : by, at);
    }
  }

  /**
   * A person declined it.
   *
   * @param by who declined it; null in an event of before that was told
   */
  record Declined(UUID playbookId, UUID requestId, Instant at, @Nullable String by)
      implements PlaybookEvent {
    Decision decision() {
      return new Decision(requestId, by == null ? "" : by, at);
    }
  }

  /** A slot of its experiment was counted: the next one, else it changes nothing. */
  record SlotCounted(UUID playbookId, Instant at, CountedSlot slot) implements PlaybookEvent {}

  /** Its experiment is over. */
  record Settled(UUID playbookId, Instant at, Evidence evidence) implements PlaybookEvent {}
}
