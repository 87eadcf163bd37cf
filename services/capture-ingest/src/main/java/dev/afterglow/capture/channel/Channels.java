package dev.afterglow.capture.channel;

import dev.afterglow.drive.ArkitShape;
import dev.afterglow.drive.BoneAliases;
import dev.afterglow.drive.HumanoidBone;
import dev.afterglow.drive.ShapeAliases;
import dev.afterglow.platform.error.AfterglowException;
import dev.afterglow.platform.error.Fault;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

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
