package dev.afterglow.tape.vrma;

import dev.afterglow.drive.ArkitShape;
import dev.afterglow.drive.BoneAliases;
import dev.afterglow.drive.HumanoidBone;
import dev.afterglow.tape.TapeException;
import dev.afterglow.tape.TapeFault;
import dev.afterglow.tape.TapeHeader;
import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Reads VRMC_vrm_animation 1.0, strictly: every index and every length is checked. */
final class VrmaReader {
  private static final int MOST_NODES = 4_096;
  private static final int MOST_CHANNELS = 8_192;

  private final Glb glb;
  private final List<Node> nodes = new ArrayList<>();
  private double lengthS;

  private VrmaReader(Glb glb) {
    this.glb = glb;
  }

  static Animation read(byte[] file) throws IOException {
    return new VrmaReader(Glb.read(file)).animation();
  }

  private Animation animation() throws TapeException {
    Json extension = glb.json().get("extensions").get("VRMC_vrm_animation");
    if (!extension.there()) {
      throw new TapeException(
          TapeFault.UNKNOWN_FORMAT, "The file is glTF, but has no VRMC_vrm_animation.");
    }
    readNodes();
    readChannels();
    Map<HumanoidBone, Integer> bones = bones(extension.get("humanoid").get("humanBones"));
    Map<Integer, Map<ArkitShape, Float>> expressions = new HashMap<>();
    expressions(extension.get("expressions").get("preset"), expressions);
    expressions(extension.get("expressions").get("custom"), expressions);
    if (bones.isEmpty() && expressions.isEmpty()) {
      throw new TapeException(TapeFault.EMPTY, "The VRMA file moves no bone and no expression.");
    }
    return new Animation(nodes, bones, expressions, lengthS);
  }

  private void readNodes() throws TapeException {
    List<Json> all = glb.json().get("nodes").list();
    if (all.isEmpty() || all.size() > MOST_NODES) {
      throw Json.malformed("it has no node, or too many");
    }
    for (Json described : all) {
      Node node = new Node();
      float[] q = described.get("rotation").numbers(4, new float[] {0, 0, 0, 1});
      node.rest = Animation.rotation(new double[] {q[0], q[1], q[2], q[3]});
      nodes.add(node);
    }
    for (int i = 0; i < all.size(); i++) {
      for (Json child : all.get(i).get("children").list()) {
        Node hung = node(child.index(-1));
        if (hung.parent >= 0) {
          throw Json.malformed("a node hangs at two places");
        }
        hung.parent = i;
      }
    }
  }

  private void readChannels() throws TapeException {
    Json animation = glb.at("animations", 0);
    List<Json> samplers = animation.get("samplers").list();
    List<Json> channels = animation.get("channels").list();
    if (channels.isEmpty() || channels.size() > MOST_CHANNELS) {
      throw Json.malformed("it has no channel, or too many");
    }
    for (Json channel : channels) {
      int sampler = channel.get("sampler").index(-1);
      if (sampler < 0 || sampler >= samplers.size()) {
        throw Json.malformed("it refers to something that is not there");
      }
      String path = channel.get("target").get("path").text("");
      int target = channel.get("target").get("node").index(-1);
      if (path.equals("rotation")) {
        node(target).rotation = track(samplers.get(sampler), "VEC4", 4);
      } else if (path.equals("translation")) {
        node(target).translation = track(samplers.get(sampler), "VEC3", 3);
      }
    }
  }

  private Track track(Json sampler, String type, int width) throws TapeException {
    Track.Curve curve;
    try {
      curve = Track.Curve.valueOf(sampler.get("interpolation").text("LINEAR"));
    } catch (IllegalArgumentException e) {
      throw Json.malformed("a sampler has an unknown interpolation");
    }
    float[] times = glb.floats(sampler.get("input").index(-1), "SCALAR", 1);
    float[] values = glb.floats(sampler.get("output").index(-1), type, width);
    int parts = curve == Track.Curve.CUBICSPLINE ? 3 : 1;
    if (values.length != times.length * width * parts) {
      throw Json.malformed("a sampler has not one value a key");
    }
    for (int i = 0; i < times.length; i++) {
      if (times[i] < 0 || (i > 0 && times[i] <= times[i - 1])) {
        throw new TapeException(
            TapeFault.TIME_RAN_BACKWARDS, "The VRMA file's keys do not rise in time.");
      }
    }
    Track track = new Track(times, values, width, curve);
    lengthS = Math.max(lengthS, track.lastS());
    if (lengthS * 1e6 > TapeHeader.LONGEST_US) {
      throw new TapeException(TapeFault.TOO_LONG, "The VRMA file is longer than two hours.");
    }
    return track;
  }

  private Map<HumanoidBone, Integer> bones(Json described) throws TapeException {
    Map<HumanoidBone, Integer> bones = new EnumMap<>(HumanoidBone.class);
    for (Map.Entry<String, Json> member : described.members().entrySet()) {
      HumanoidBone bone =
          BoneAliases.find(member.getKey())
              .orElseThrow(
                  () ->
                      new TapeException(
                          TapeFault.UNKNOWN_BONE, "The VRMA file names a bone that VRM has not."));
      int index = member.getValue().get("node").index(-1);
      node(index);
      bones.put(bone, index);
    }
    return bones;
  }

  private void expressions(Json described, Map<Integer, Map<ArkitShape, Float>> into)
      throws TapeException {
    for (Map.Entry<String, Json> member : described.members().entrySet()) {
      int index = member.getValue().get("node").index(-1);
      node(index);
      // An expression of the avatar's own has no place among the shapes.
      Map<ArkitShape, Float> parts = Animation.parts(member.getKey());
      if (!parts.isEmpty()) {
        into.put(index, parts);
      }
    }
  }

  private Node node(int index) throws TapeException {
    if (index < 0 || index >= nodes.size()) {
      throw Json.malformed("it refers to a node that is not there");
    }
    return nodes.get(index);
  }
}
