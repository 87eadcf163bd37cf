package dev.afterglow.agent.upstream;

import dev.afterglow.agent.source.VoiceOrigin;
import dev.afterglow.api.capture.v1.SourceRanks;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * What an agent is in a drive that several devices may bring.
 *
 * @param sourceId its name among the drive's sources; empty for the only one
 * @param ranks when it is asked for a part, 1 first and 9 last; what is not named is in the middle
 * @param face whether it may track shapes, which the header then names
 * @param body whether it may track bones, which the header then names
 * @param voice what stands behind the sound that it brings
 */
public record SourceRole(
    String sourceId, Map<DrivePart, Integer> ranks, boolean face, boolean body, VoiceOrigin voice) {
  private static final Pattern ID = Pattern.compile("[a-z0-9-]{0,32}");
  private static final int LAST = 9;

  /** The only source of a drive, which may track anything and brings no sound. */
  public static final SourceRole ONLY = new SourceRole("", Map.of(), true, true, VoiceOrigin.NONE);

  public SourceRole {
    ranks = Map.copyOf(ranks);
    if (!ID.matcher(sourceId).matches()) {
      throw new IllegalArgumentException(
          "a source's name has 1 to 32 of a to z, 0 to 9 and hyphens, for example suit");
    }
    if (ranks.values().stream().anyMatch(it -> it < 1 || it > LAST)) {
      throw new IllegalArgumentException("a rank is 1 to 9, for example body=1");
    }
  }

  SourceRanks ranksMessage() {
    return SourceRanks.newBuilder()
        .setFace(ranks.getOrDefault(DrivePart.FACE, 0))
        .setHead(ranks.getOrDefault(DrivePart.HEAD, 0))
        .setBody(ranks.getOrDefault(DrivePart.BODY, 0))
        .setVoice(ranks.getOrDefault(DrivePart.VOICE, 0))
        .build();
  }
}
