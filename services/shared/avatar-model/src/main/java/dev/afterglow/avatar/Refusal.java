package dev.afterglow.avatar;

/** Ends a validation; becomes {@link Verdict.Rejected}. It has no stack trace: it is an answer. */
final class Refusal extends Exception {
  private static final long serialVersionUID = 1L;
  private static final int MAX_DETAIL_CHARS = 300;

  private final AvatarRule rule;
  private final String detail;

  Refusal(AvatarRule rule, String detail) {
    super(rule + ": " + detail, null, false, false);
    this.rule = rule;
    this.detail =
        detail.length() <= MAX_DETAIL_CHARS ? detail : detail.substring(0, MAX_DETAIL_CHARS);
  }

  Verdict.Rejected verdict() {
    return new Verdict.Rejected(rule, detail);
  }
}
