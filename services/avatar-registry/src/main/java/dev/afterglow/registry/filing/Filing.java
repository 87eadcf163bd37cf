package dev.afterglow.registry.filing;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A filing of an avatar with an authority or a platform.
 *
 * <pre>
 *   open ──▶ Prepared ──submit──▶ Submitted ──accept──▶ Accepted ──end──▶ Ended
 *                                     └──────refuse───▶ Refused
 * </pre>
 *
 * <p>That an accepted one has expired is the clock's matter and no state.
 */
public sealed interface Filing {

  /** What was opened, and every step since. */
  Case about();

  /**
   * What a filing is about.
   *
   * @param filingId which
   * @param avatarId of which avatar
   * @param scheme 1 to 64 characters. Example: {@code douyin.avatar}
   * @param authority with whom, 1 to 128 characters
   * @param openTime when it was opened
   * @param steps what happened since, oldest first
   */
  record Case(
      String filingId,
      String avatarId,
      String scheme,
      String authority,
      Instant openTime,
      List<Step> steps) {
    /** Copies the list. */
    public Case {
      steps = List.copyOf(steps);
    }

    Case with(String state, Evidence evidence) {
      List<Step> more = new ArrayList<>(steps);
      more.add(new Step(state, evidence));
      return new Case(filingId, avatarId, scheme, authority, openTime, more);
    }
  }

  /**
   * A step.
   *
   * @param state where it stood from then on
   * @param evidence what shows it
   */
  record Step(String state, Evidence evidence) {}

  /**
   * What shows a step.
   *
   * @param sha256Hex SHA-256 of the document, 64 lower-case hex digits
   * @param reference where the operator keeps it, 0 to 256 characters
   * @param time when it was noted
   */
  record Evidence(String sha256Hex, String reference, Instant time) {
    /** Checks the digest. */
    public Evidence {
      if (!sha256Hex.matches("[0-9a-f]{64}")) {
        throw new IllegalArgumentException("evidence is named by SHA-256");
      }
    }
  }

  /** Not handed in yet. */
  record Prepared(Case about) implements Filing {
    /** Handed in. */
    public Submitted submit(Evidence evidence) {
      return new Submitted(about.with("SUBMITTED", evidence));
    }
  }

  /** Handed in. */
  record Submitted(Case about) implements Filing {
    /**
     * In force.
     *
     * @param code what the avatar is known by there, 1 to 128 characters
     * @param expireTime until when, exclusive; null = open end
     */
    public Accepted accept(Evidence evidence, String code, @Nullable Instant expireTime) {
      if (code.isBlank() || code.length() > 128) {
        throw new IllegalArgumentException("a code has 1 to 128 characters");
      }
      if (expireTime != null && !expireTime.isAfter(evidence.time())) {
        throw new IllegalArgumentException("what is accepted expires later");
      }
      return new Accepted(about.with("ACCEPTED", evidence), code, expireTime);
    }

    /** Not accepted, for good. */
    public Refused refuse(Evidence evidence) {
      return new Refused(about.with("REFUSED", evidence));
    }
  }

  /** In force until it expires. */
  record Accepted(Case about, String code, @Nullable Instant expireTime) implements Filing {
    /** Whether it has expired at a time. */
    public boolean expiredAt(Instant now) {
      return expireTime != null && !now.isBefore(expireTime);
    }

    /** Withdrawn, or taken back. */
    public Ended end(Evidence evidence) {
      return new Ended(about.with("ENDED", evidence), code);
    }
  }

  /** Not accepted. */
  record Refused(Case about) implements Filing {}

  /** In force no more. */
  record Ended(Case about, String code) implements Filing {}
}
