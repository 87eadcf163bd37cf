package dev.afterglow.house.mesh;

import dev.afterglow.drive.HumanoidBone;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/** Up to four bones that a vertex follows; the shares add up to 1. */
public record Weights(List<Map.Entry<HumanoidBone, Double>> shares) {
  private static final int MOST = 4;

  public Weights {
    shares = List.copyOf(shares);
  }

  public static Weights all(HumanoidBone bone) {
    return new Weights(List.of(Map.entry(bone, 1.0)));
  }

  /** Keeps the four largest of the shares and scales them to add up to 1. */
  public static Weights of(Map<HumanoidBone, Double> raw) {
    List<Map.Entry<HumanoidBone, Double>> kept = new ArrayList<>();
    raw.forEach(
        (bone, w) -> {
          if (w > 1e-4) {
            kept.add(Map.entry(bone, w));
          }
        });
    kept.sort(
        Comparator.<Map.Entry<HumanoidBone, Double>>comparingDouble(e -> -e.getValue())
            .thenComparing(Map.Entry::getKey));
    List<Map.Entry<HumanoidBone, Double>> best = kept.subList(0, Math.min(MOST, kept.size()));
    double sum = best.stream().mapToDouble(Map.Entry::getValue).sum();
    return new Weights(best.stream().map(e -> Map.entry(e.getKey(), e.getValue() / sum)).toList());
  }
}
