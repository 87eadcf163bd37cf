package dev.afterglow.registry.part.score;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.afterglow.registry.part.PartKind;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The rules of a day, as data: {@code part-rules.json}. A word that is not known stops the start.
 *
 * @param date since when they hold
 * @param rules in the order in which findings come
 */
public record ScoreRules(LocalDate date, List<ScoreRule> rules) {
  private static final String RESOURCE = "/part-rules.json";

  /** Copies the list. */
  public ScoreRules {
    rules = List.copyOf(rules);
  }

  /** The rules that come with the service. */
  public static ScoreRules bundled() {
    try (InputStream in = ScoreRules.class.getResourceAsStream(RESOURCE)) {
      if (in == null) {
        throw new IllegalStateException("the resource " + RESOURCE + " is missing");
      }
      return read(JsonMapper.builder().build().readTree(in));
    } catch (IOException e) {
      throw new UncheckedIOException("the resource " + RESOURCE + " cannot be read", e);
    }
  }

  /** The rules of a text. */
  public static ScoreRules of(String json) throws IOException {
    return read(JsonMapper.builder().build().readTree(json));
  }

  private static ScoreRules read(JsonNode file) {
    List<ScoreRule> rules = new ArrayList<>();
    for (JsonNode rule : file.required("rules")) {
      rules.add(rule(rule));
    }
    return new ScoreRules(LocalDate.parse(file.required("date").asText()), rules);
  }

  private static ScoreRule rule(JsonNode json) {
    Set<PartKind> kinds = EnumSet.noneOf(PartKind.class);
    json.required("kinds").forEach(kind -> kinds.add(PartKind.valueOf(kind.asText())));
    if (json.has("least") == json.has("most")) {
      throw new IllegalStateException("a rule has a least or a most: " + json.path("id"));
    }
    boolean least = json.has("least");
    return new ScoreRule(
        json.required("id").asText(),
        kinds,
        Measure.valueOf(json.required("measure").asText()),
        json.required(least ? "least" : "most").doubleValue(),
        least,
        json.required("change").asText());
  }

  /**
   * Scores a part.
   *
   * @param measured what was measured of it; what its file does not say is not there
   */
  public PartScore score(PartKind kind, Map<Measure, Double> measured) {
    List<PartScore.Finding> findings = new ArrayList<>();
    for (ScoreRule rule : rules) {
      if (rule.kinds().contains(kind)) {
        Double value = measured.get(rule.measure());
        boolean met = value != null && rule.met(value);
        findings.add(
            new PartScore.Finding(
                rule.id(), value, rule.threshold(), rule.least(), met, met ? "" : rule.change()));
      }
    }
    return new PartScore(date.toString(), findings);
  }
}
