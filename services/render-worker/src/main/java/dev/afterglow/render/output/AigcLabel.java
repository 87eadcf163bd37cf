package dev.afterglow.render.output;

import java.util.regex.Pattern;

/**
 * The implicit label of GB 45438-2025: one JSON object of seven string keys in a fixed order. At
 * the first writing the propagator is the producer.
 *
 * @param label "1" is, "2" may be, "3" suspected AI content
 * @param contentProducer name or 27-character code
 * @param produceId the producer's number for this content
 * @throws IllegalArgumentException when a value is not 1 to 64 printable characters without quote,
 *     backslash or space
 */
public record AigcLabel(String label, String contentProducer, String produceId) {
  /** The key under which containers carry it. */
  public static final String KEY = "AIGC";

  private static final Pattern VALUE = Pattern.compile("[!#-\\[\\]-~]{1,64}");

  public AigcLabel {
    if (!label.equals("1") && !label.equals("2") && !label.equals("3")) {
      throw new IllegalArgumentException("an AIGC label is 1, 2 or 3, was " + label);
    }
    check(contentProducer, "content producer");
    check(produceId, "produce id");
  }

  /** The JSON as it stands in a container, keys in the standard's order. */
  public String json() {
    return "{\"Label\":\""
        + label
        + "\",\"ContentProducer\":\""
        + contentProducer
        + "\",\"ProduceID\":\""
        + produceId
        + "\",\"ReservedCode1\":\"\",\"ContentPropagator\":\""
        + contentProducer
        + "\",\"PropagateID\":\""
        + produceId
        + "\",\"ReservedCode2\":\"\"}";
  }

  private static void check(String value, String what) {
    if (!VALUE.matcher(value).matches()) {
      throw new IllegalArgumentException(
          "the " + what + " is 1 to 64 printable characters without quote, backslash or space");
    }
  }
}
