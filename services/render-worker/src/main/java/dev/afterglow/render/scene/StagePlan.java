package dev.afterglow.render.scene;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * The layouts that one platform allows for pictures of one size, out of the table in {@code
 * stage-places.json}: layouts are data, so that a shop's own needs no code.
 *
 * @param maxFigureShare the largest share of the frame that the figure's place may have; 0 is no
 *     limit
 * @param places by layout, the platform's first choice first
 */
public record StagePlan(
    String platform, int width, int height, double maxFigureShare, Map<String, Places> places) {
  private static final String TABLE = "/dev/afterglow/render/stage-places.json";
  private static final JsonNode FILE = load();
  private static final String ANY = "*";

  /** Of the shorter side: as the label's bar is high. */
  private static final double LABEL_BAR = 0.092;

  private static final double LABEL_TOP = 0.045;
  private static final double GAP = 0.022;

  /** The plan for a platform; one that the table does not name has its usual row. */
  public static StagePlan of(String platform, int width, int height) {
    JsonNode row = FILE.get("platforms").has(platform) ? platform(platform) : platform(ANY);
    JsonNode bars = row.get(shape(width, height));
    double limit = row.get("max_figure_share").asDouble();
    int shortSide = Math.min(width, height);
    int labelTop = (int) Math.round(height * Math.max(LABEL_TOP, bars.get(0).asDouble() + 0.008));
    int gap = (int) Math.round(shortSide * GAP);
    int top = (int) Math.round(height * bars.get(0).asDouble());
    int right = width - Math.max(gap, (int) Math.round(width * bars.get(1).asDouble()));
    int bottom = height - Math.max(gap, (int) Math.round(height * bars.get(2).asDouble()));
    int left = Math.max(gap, (int) Math.round(width * bars.get(3).asDouble()));
    Box safe = new Box(left, top, right - left, bottom - top);
    int below = labelTop + (int) Math.ceil(shortSide * LABEL_BAR) + gap;
    Box cards = new Box(left, below, right - left, bottom - below);
    Map<String, Places> all = new LinkedHashMap<>();
    for (JsonNode layout : FILE.get("layouts")) {
      JsonNode form = layout.get(shape(width, height));
      Box frame = new Box(0, 0, width, height);
      Box figure = part(frame, form.get("figure"));
      if (limit == 0 || figure.shareOf(width, height) <= limit + 1e-9) {
        String name = layout.get("name").asText();
        all.put(name, places(name, form, safe, labelTop, figure, cards));
      }
    }
    return new StagePlan(platform, width, height, limit, all);
  }

  /** Keeps the order of the layouts. */
  public StagePlan {
    if (places.isEmpty()) {
      throw new IllegalStateException("no layout of the table is allowed on " + platform);
    }
    places = Collections.unmodifiableMap(new LinkedHashMap<>(places));
  }

  /** The layout that a render begins with. */
  public String first() {
    return places.keySet().iterator().next();
  }

  /** The places of a layout. */
  public Places of(String layout) {
    Places found = places.get(layout);
    if (found == null) {
      throw new IllegalArgumentException("no layout " + layout);
    }
    return found;
  }

  /** Every layout of the table, whether the platform allows it or not. */
  public static Set<String> known() {
    Map<String, Boolean> names = new LinkedHashMap<>();
    FILE.get("layouts").forEach(it -> names.put(it.get("name").asText(), true));
    return names.keySet();
  }

  /** Every platform of the table. */
  public static Set<String> platforms() {
    Map<String, Boolean> names = new LinkedHashMap<>();
    FILE.get("platforms").fieldNames().forEachRemaining(it -> names.put(it, true));
    return names.keySet();
  }

  private static Places places(
      String name, JsonNode form, Box safe, int labelTop, Box figure, Box cards) {
    return new Places(
        name,
        safe,
        labelTop,
        figure,
        (float) form.get("closeness").asDouble(),
        part(cards, form.get("product")),
        part(cards, form.get("countdown")),
        part(cards, form.get("lower_third")),
        part(cards, form.get("carousel")),
        part(cards, form.get("ticker")),
        part(cards, form.get("stand")));
  }

  private static Box part(Box whole, JsonNode shares) {
    return whole.part(
        shares.get(0).asDouble(),
        shares.get(1).asDouble(),
        shares.get(2).asDouble(),
        shares.get(3).asDouble());
  }

  private static JsonNode platform(String name) {
    return FILE.get("platforms").get(name);
  }

  private static String shape(int width, int height) {
    if (width * 5 < height * 4) {
      return "portrait";
    }
    return height * 5 < width * 4 ? "landscape" : "square";
  }

  private static JsonNode load() {
    try (InputStream in = StagePlan.class.getResourceAsStream(TABLE)) {
      if (in == null) {
        throw new IllegalStateException("the table of places is not in the program");
      }
      return new ObjectMapper().readTree(in);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
