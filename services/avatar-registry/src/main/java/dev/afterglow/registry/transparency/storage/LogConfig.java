package dev.afterglow.registry.transparency.storage;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Pattern;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** What an operator can set of the transparency log. */
@ConfigMapping(prefix = "afterglow.registry.log")
public interface LogConfig {

  /**
   * The log's name, which is also its key's: by custom the address under which its files are
   * served, without scheme. It stands in every checkpoint and never changes, so a deployment sets
   * its own before the first entry; the default is for one machine.
   */
  @WithDefault("registry.afterglow.invalid/log")
  @Pattern(regexp = "[^\\s+]{1,128}")
  String origin();

  /**
   * The folder of the log's files, shared by all replicas. Without it a folder {@code log} beside
   * the asset folder is used, which suits one machine. Whoever serves or copies it serves or copies
   * the whole log.
   */
  Optional<Path> folder();

  /**
   * How often entries are put in order and published. With 200 ms an entry is in a signed
   * checkpoint well within a second, for one small query a round while nothing happens.
   */
  @WithDefault("200ms")
  Duration every();

  /**
   * How many entries one round takes, 1 to 10,000. A thousand are some 130 KiB and a few tens of
   * milliseconds; more that wait are taken at once after.
   */
  @WithDefault("1000")
  @Min(1)
  @Max(10_000)
  int batch();
}
