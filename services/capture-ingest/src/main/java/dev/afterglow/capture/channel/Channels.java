package dev.afterglow.capture.channel;

import dev.afterglow.drive.ArkitShape;
import dev.afterglow.drive.BoneAliases;
import dev.afterglow.drive.HumanoidBone;
import dev.afterglow.drive.ShapeAliases;
import dev.afterglow.platform.error.AfterglowException;
import dev.afterglow.platform.error.Fault;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What the samples of a drive hold, by position.
 *
 * @param shapes the shape at each position; the person's own left and right, also for a mirrored
 *     source
 * @param bones the bone at each position, likewise
 * @param motion what made the motion
 * @param voice what made the sound, {@link Origin#UNKNOWN} for none
 * @param mirrored whether the source's left and right were a mirror's: then its rotations are
 *     turned over on the way in
 * @param producer the capturing program, for people to read; 0 to 128 characters
 */
public record Channels(
    List<ArkitShape> shapes,
    List<HumanoidBone> bones,
    Origin motion,
    Origin voice,
    boolean mirrored,
    String producer) {

  private static final int LONGEST_PRODUCER = 128;
  private static final List<Origin> MOTION_TRUST =
      List.of(Origin.UNKNOWN, Origin.SYNTHETIC, Origin.TAPE, Origin.WEARABLE, Origin.CAMERA);
  private static final List<Origin> VOICE_TRUST =
      List.of(Origin.SYNTHETIC, Origin.CONVERTED, Origin.TAPE, Origin.MICROPHONE);

  public Channels {
    shapes = List.copyOf(shapes);
    bones = List.copyOf(bones);
  }

  /**
   * Finds the channels that a device names.
   *
   * @throws AfterglowException INVALID with reason UNKNOWN_CHANNEL for a name that the alias tables
   *     do not hold, or that stands for a channel named before
   */
  public static Channels named(
      List<String> shapeNames,
      List<String> boneNames,
      Origin motion,
      Origin voice,
      boolean mirrored,
      String producer) {
    List<ArkitShape> shapes = find(shapeNames, ShapeAliases::find);
    List<HumanoidBone> bones = find(boneNames, BoneAliases::find);
    return new Channels(
        mirrored ? shapes.stream().map(Mirror::of).toList() : shapes,
        mirrored ? bones.stream().map(Mirror::of).toList() : bones,
        motion,
        voice,
        mirrored,
        producer);
  }

  /**
   * What several sources hold together: every shape and bone that one of them has, in the drive
   * model's order. What made the motion, and the sound, is the least trusted that any says, so that
   * a camera beside a tape does not make a camera's drive. An only source stays as it is.
   */
  public static Channels together(List<Channels> sources) {
    if (sources.size() == 1) {
      return sources.getFirst();
    }
    Set<ArkitShape> shapes = new TreeSet<>();
    Set<HumanoidBone> bones = new TreeSet<>();
    sources.forEach(source -> shapes.addAll(source.shapes()));
    sources.forEach(source -> bones.addAll(source.bones()));
    String producers =
        sources.stream().map(Channels::producer).distinct().collect(Collectors.joining(" + "));
    return new Channels(
        List.copyOf(shapes),
        List.copyOf(bones),
        least(sources.stream().filter(Channels::moves).map(Channels::motion), MOTION_TRUST),
        least(
            sources.stream().map(Channels::voice).filter(it -> it != Origin.UNKNOWN), VOICE_TRUST),
        false,
        producers.substring(0, Math.min(LONGEST_PRODUCER, producers.length())));
  }

  /** Whether the source says that it brings motion. */
  public boolean moves() {
    return !shapes.isEmpty() || !bones.isEmpty() || motion != Origin.UNKNOWN;
  }

  private static Origin least(Stream<Origin> origins, List<Origin> trust) {
    return origins.min(Comparator.comparingInt(trust::indexOf)).orElse(Origin.UNKNOWN);
  }

  private static <C> List<C> find(List<String> names, Function<String, Optional<C>> table) {
    List<C> channels = new ArrayList<>();
    Set<C> seen = new HashSet<>();
    for (String name : names) {
      C channel = table.apply(name).orElseThrow(() -> unknown(name, "is not in the alias table"));
      if (!seen.add(channel)) {
        throw unknown(name, "stands for a channel that was named before");
      }
      channels.add(channel);
    }
    return channels;
  }

  private static AfterglowException unknown(String name, String why) {
    return new AfterglowException(
        "UNKNOWN_CHANNEL", Fault.INVALID, "the channel's name " + why, Map.of("name", name));
  }
}
