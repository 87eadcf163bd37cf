package dev.afterglow.registry.policy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.afterglow.registry.use.Liveness;
import dev.afterglow.registry.use.MotionMode;
import dev.afterglow.registry.use.UseKind;
import dev.afterglow.registry.use.VoiceMode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Reads policies from their data file. A row may name several liveness words and both drivers at
 * once; a word that is not known stops the start, since a policy half understood is none.
 */
public final class PolicyFile {
  /** The file that comes with the service. */
  public static final String RESOURCE = "/platform-policies.json";

  private PolicyFile() {}

  /** The table that comes with the service. */
  public static PolicyTable bundled() {
    try (InputStream in = PolicyFile.class.getResourceAsStream(RESOURCE)) {
      if (in == null) {
        throw new IllegalStateException("the resource " + RESOURCE + " is missing");
      }
      return read(in);
    } catch (IOException e) {
      throw new UncheckedIOException("the resource " + RESOURCE + " cannot be read", e);
    }
  }

  /** Reads a table. */
  static PolicyTable read(InputStream in) throws IOException {
    List<PlatformPolicy> policies = new ArrayList<>();
    JsonNode file = JsonMapper.builder().build().readTree(in);
    for (JsonNode policy : file.required("policies")) {
      policies.add(policy(policy, file.required("sources")));
    }
    return new PolicyTable(policies);
  }

  private static PlatformPolicy policy(JsonNode json, JsonNode sources) {
    Set<UseKind> uses = new HashSet<>();
    json.required("uses").forEach(use -> uses.add(UseKind.valueOf(use.asText())));
    List<PolicyRow> rows = new ArrayList<>();
    json.required("rows").forEach(row -> rows(row, sources, rows));
    String leaseTtl = json.required("lease_ttl").asText();
    Duration within = Duration.parse(json.required("presence_within").asText());
    return new PlatformPolicy(
        json.required("platform").asText(),
        Instant.parse(json.required("effective_time").asText()),
        uses,
        rows,
        json.required("accepts_simulated").asBoolean(),
        json.required("max_figure_share").asDouble(),
        json.required("idle_motion").asBoolean(),
        Duration.parse(leaseTtl),
        Duration.parse(json.path("longest_lease_ttl").asText(leaseTtl)),
        json.required("source").asText(),
        within,
        within.isZero()
            ? ""
            : sources.required(json.required("presence_source").asText()).asText());
  }

  private static void rows(JsonNode json, JsonNode sources, List<PolicyRow> rows) {
    String source = sources.required(json.required("source").asText()).asText();
    for (JsonNode driver : json.required("drivers")) {
      for (JsonNode liveness : json.required("liveness")) {
        rows.add(
            new PolicyRow(
                Driver.valueOf(driver.asText()) == Driver.OWNER,
                VoiceMode.valueOf(json.required("voice").asText()),
                MotionMode.valueOf(json.required("motion").asText()),
                Liveness.valueOf(liveness.asText()),
                json.required("allowed").asBoolean(),
                source));
      }
    }
  }

  private enum Driver {
    OWNER,
    OTHER
  }
}
