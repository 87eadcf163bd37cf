package dev.afterglow.avatar;

import dev.afterglow.drive.ArkitShape;
import dev.afterglow.drive.BoneAliases;
import dev.afterglow.drive.HumanoidBone;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.EnumSet;
import java.util.Set;

/**
 * What can be counted and measured in a model without drawing it, for rules that people go by.
 *
 * @param counts triangles, vertices and pixels
 * @param humanBones human bones, by VRM's list or by the names of nodes
 * @param eyelidTravel how far the lid that moves less moves when it closes, by its morph target
 *     {@code eyeBlinkLeft} or {@code eyeBlinkRight} or VRM's blink: the longest way of a vertex as
 *     a share of the longest side of its mesh; 0 where nothing moves
 * @param mouthTravel the same of {@code jawOpen} or VRM's mouth for A
 */
public record ModelMeasures(
    ModelCounts counts, int humanBones, double eyelidTravel, double mouthTravel) {

  /**
   * Measures.
   *
   * @param accepted a file that {@link GlbValidator} accepted
   * @throws IllegalArgumentException when it is not one
   */
  public static ModelMeasures of(Path accepted) throws IOException {
    try (FileChannel channel = FileChannel.open(accepted, StandardOpenOption.READ);
        Arena arena = Arena.ofConfined()) {
      return of(
          channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size(), arena).asByteBuffer());
    } catch (Refusal e) {
      throw new IllegalArgumentException("the file was not validated", e);
    }
  }

  private static ModelMeasures of(ByteBuffer file) throws Refusal {
    GlbContainer container = GlbContainer.split(file);
    Json document = JsonReader.read(container.json());
    BufferViews views = BufferViews.read(document, container.bin());
    Accessors accessors = Accessors.read(document, views, new Budget());
    MorphTravel travel = MorphTravel.read(document, accessors);
    double left = travel.of(ArkitShape.EYE_BLINK_LEFT, "blinkleft", "blink_l", "blink");
    double right = travel.of(ArkitShape.EYE_BLINK_RIGHT, "blinkright", "blink_r", "blink");
    return new ModelMeasures(
        ModelCounts.count(document, views),
        bones(document),
        Math.min(left, right),
        travel.of(ArkitShape.JAW_OPEN, "aa", "a"));
  }

  private static int bones(Json document) throws Refusal {
    Set<HumanoidBone> bones = EnumSet.noneOf(HumanoidBone.class);
    Json extensions = document.get("extensions");
    for (String name :
        extensions.get("VRMC_vrm").get("humanoid").get("humanBones").members().keySet()) {
      BoneAliases.find(name).ifPresent(bones::add);
    }
    for (Json bone : extensions.get("VRM").get("humanoid").get("humanBones").items()) {
      BoneAliases.findVrm0(bone.get("bone").text("")).ifPresent(bones::add);
    }
    if (bones.isEmpty()) {
      for (Json node : document.get("nodes").items()) {
        BoneAliases.find(node.get("name").text("")).ifPresent(bones::add);
      }
    }
    return bones.size();
  }
}
