package dev.afterglow.registry.asset.storage;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;

/** Where avatars and parts lie: below the asset folder, or in a bucket. */
@ConfigMapping(prefix = "afterglow.registry.assets")
public interface AssetConfig {

  /**
   * How old a file has to be that no row names before it is removed, an hour or more. A
   * registration follows its file within seconds; a day leaves an operator time to look at what a
   * crash left.
   */
  @WithDefault("24h")
  @DurationMin(hours = 1)
  Duration orphanAge();

  /**
   * How often such files are looked for. Each time the storage's whole list is read, a thousand
   * names a call at most; there is no hurry.
   */
  @WithDefault("6h")
  @DurationMin(seconds = 1)
  Duration sweepEvery();

  /** A bucket of an S3 API. */
  S3 s3();

  /** A bucket of an S3 API. */
  interface S3 {
    /** The bucket, which exists. Without it avatars and parts lie below the asset folder. */
    Optional<String> bucket();

    /**
     * Where its API listens: HTTPS, or an address of this machine. It has no default, so that no
     * file goes to a cloud that nobody named.
     */
    Optional<URI> endpoint();

    /** The region that requests are signed for; storages of one's own mostly take any. */
    @WithDefault("us-east-1")
    String region();

    /**
     * Whether the bucket is named in the path and not in the host. On, because storages of one's
     * own seldom have a name a bucket; Amazon's takes both today.
     */
    @WithDefault("true")
    boolean pathStyle();

    /** What the objects' names begin with, ended by a slash, so that a bucket can be shared. */
    Optional<String> prefix();

    /** The file with the access key's id and nothing else, read at each call. */
    Optional<Path> accessKeyFile();

    /** The file with the access key's secret and nothing else; the secret is no setting. */
    Optional<Path> secretKeyFile();

    /** The file with the session's token, where keys are lent for a time; without it none. */
    Optional<Path> sessionTokenFile();

    /**
     * The certificates of the authority that the storage's is from, PEM; without it those that Java
     * trusts.
     */
    Optional<Path> caFile();

    /**
     * How long a call may take that carries a mebibyte or less, with all its repetitions. Whoever
     * downloads waits for each of them; ten seconds outlast a slow disk and no patience.
     */
    @WithDefault("10s")
    @DurationMin(millis = 100)
    @DurationMax(minutes = 1)
    Duration patience();

    /**
     * How long it may take to put one file there, with all repetitions. Two minutes are enough for
     * the largest, 256 MiB, at 3 MB/s; a worker thread waits for it.
     */
    @WithDefault("2m")
    @DurationMin(millis = 100)
    @DurationMax(minutes = 30)
    Duration uploadPatience();
  }
}
