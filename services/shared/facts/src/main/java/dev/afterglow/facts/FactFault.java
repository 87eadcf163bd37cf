package dev.afterglow.facts;

/** A fact breaks a rule. Names the field and never its content. */
public final class FactFault extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** What kind of rule was broken. */
  public enum Reason {
    /** A field is absent, too long, too large or of no known kind. */
    INVALID_FIELD,
    /** A price or an amount is below zero. */
    NEGATIVE_AMOUNT,
    /** The fact lies more than five minutes in the future. */
    FROM_THE_FUTURE
  }

  private final Reason reason;
  private final String field;

  /**
   * @param reason the rule's kind
   * @param field the field's path; example: "order_paid.amount"
   */
  public FactFault(Reason reason, String field) {
    super(reason + ": " + field);
    this.reason = reason;
    this.field = field;
  }

  /** The rule's kind. */
  public Reason reason() {
    return reason;
  }

  /** The field's path. */
  public String field() {
    return field;
  }
}
