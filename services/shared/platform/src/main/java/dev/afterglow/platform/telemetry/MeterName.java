package dev.afterglow.platform.telemetry;

import java.util.regex.Pattern;

/**
 * The name of a meter or span. Every service keeps all of its names as constants of one class,
 * {@code <Area>Meters}, each with a comment that says what is counted and over which labels;
 * nothing else spells a name.
 *
 * <pre>{@code
 * // Frames the encoder took, by output kind.
 * static final MeterName FRAMES_ENCODED =
 *     new MeterName("afterglow.render.frames_encoded", Unit.ITEMS, "Frames handed to the encoder");
 * }</pre>
 *
 * @param name {@code afterglow.<area>.<what>} in lower case, words joined by underscores, without
 *     the unit, which the registry appends
 * @param unit what a value counts
 * @param description one sentence for the dashboard
 */
public record MeterName(String name, Unit unit, String description) {

  private static final Pattern SHAPE = Pattern.compile("afterglow(\\.[a-z][a-z0-9_]*){2,3}");

  /** Units as Prometheus wants them: base units only. */
  public enum Unit {
    /** Things: frames, facts, calls. */
    ITEMS(""),
    /** Spans of time. */
    SECONDS("seconds"),
    /** Sizes. */
    BYTES("bytes"),
    /** Shares from 0 to 1. */
    RATIO("ratio");

    private final String suffix;

    Unit(String suffix) {
      this.suffix = suffix;
    }

    /** The base unit as Micrometer takes it, empty for counts of things. */
    public String baseUnit() {
      return suffix;
    }
  }

  /** Checks the shape. */
  public MeterName {
    if (!SHAPE.matcher(name).matches()) {
      throw new IllegalArgumentException("a meter name matches " + SHAPE + ", was: " + name);
    }
    if (description.isBlank()) {
      throw new IllegalArgumentException("the meter " + name + " has no description");
    }
  }
}
