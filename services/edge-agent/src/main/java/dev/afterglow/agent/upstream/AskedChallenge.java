package dev.afterglow.agent.upstream;

import java.util.List;

/**
 * What the driver is asked to do now. Never for viewers' eyes.
 *
 * @param id the challenge's UUID
 * @param lines in words, in English and, where the machine speaks it, Chinese
 * @param withinMs how long an answer counts after the driver saw it, milliseconds
 */
public record AskedChallenge(String id, List<String> lines, long withinMs) {
  public AskedChallenge {
    lines = List.copyOf(lines);
  }

  /** Without what is asked: a spoken code is printed nowhere but on the driver's screen. */
  @Override
  public String toString() {
    return "AskedChallenge[" + id + "]";
  }
}
