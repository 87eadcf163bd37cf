package dev.afterglow.registry.asset.s3;

import java.net.URI;
import java.time.Duration;

/**
 * A bucket and how it is asked.
 *
 * @param endpoint where the API listens
 * @param name the bucket, which exists
 * @param prefix what names begin with; empty, or ended by a slash
 * @param region what requests are signed for
 * @param pathStyle whether the bucket is named in the path
 * @param patience how long a short call may take, repetitions included
 * @param uploadPatience how long it may take to put a file there, repetitions included
 */
public record Bucket(
    URI endpoint,
    String name,
    String prefix,
    String region,
    boolean pathStyle,
    Duration patience,
    Duration uploadPatience) {

  /** Checks the prefix. */
  public Bucket {
    if (!prefix.isEmpty() && !prefix.endsWith("/")) {
      throw new IllegalArgumentException("a prefix ends with a slash");
    }
  }
}
