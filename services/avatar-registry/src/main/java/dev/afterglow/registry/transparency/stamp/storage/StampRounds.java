package dev.afterglow.registry.transparency.stamp.storage;

import dev.afterglow.platform.log.Log;
import dev.afterglow.platform.log.LogKey;
import dev.afterglow.registry.telemetry.RegistryMeters;
import dev.afterglow.registry.transparency.Checkpoint;
import dev.afterglow.registry.transparency.LogFiles;
import dev.afterglow.registry.transparency.LogFolder;
import dev.afterglow.registry.transparency.NoteSigner;
import dev.afterglow.registry.transparency.Stamp;
import dev.afterglow.registry.transparency.stamp.CertificateJudge;
import dev.afterglow.registry.transparency.stamp.StampAuthority;
import dev.afterglow.registry.wiring.Workers;
import io.quarkus.runtime.StartupEvent;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.random.RandomGenerator;

/**
 * Has the newest head stamped now and then, beside everything else: whatever the authority does,
 * heads are published, and an authority that fails is asked again after a minute at most.
 */
@ApplicationScoped
public class StampRounds {
  private static final Log LOG = Log.of(StampRounds.class);
  private static final Duration LOOK = Duration.ofMinutes(1);
  private static final String ADDRESS = "afterglow.registry.log.stamp.address";

  private final StampConfig config;
  private final LogFolder folder;
  private final NoteSigner signer;
  private final Workers workers;
  private final RegistryMeters meters;
  private final Clock clock;
  private final RandomGenerator random;
  private final AtomicBoolean atWork = new AtomicBoolean();
  private volatile boolean failing;

  @Inject
  StampRounds(
      StampConfig config,
      LogFolder folder,
      NoteSigner signer,
      Workers workers,
      RegistryMeters meters,
      Clock clock,
      RandomGenerator random) {
    this.config = config;
    this.folder = folder;
    this.signer = signer;
    this.workers = workers;
    this.meters = meters;
    this.clock = clock;
    this.random = random;
  }

  void atStart(@Observes StartupEvent start, Vertx vertx) {
    if (config.address().isEmpty()) {
      LOG.info("heads of the log are not stamped", LogKey.PROPERTY.is(ADDRESS));
      return;
    }
    CertificateJudge judge = judge();
    StampAuthority authority =
        new StampAuthority(
            address(config.address().get()), judge, config.patience(), clock, random);
    Duration look = config.every().compareTo(LOOK) < 0 ? config.every() : LOOK;
    vertx.setPeriodic(look.toMillis(), _ -> round(authority, judge));
  }

  private CertificateJudge judge() {
    Path file =
        config
            .certificateFile()
            .orElseThrow(
                () ->
                    new IllegalStateException(
                        "set afterglow.registry.log.stamp.certificate-file with the address"));
    try {
      return CertificateJudge.of(Files.readAllBytes(file));
    } catch (IOException | IllegalArgumentException e) {
      throw new IllegalStateException(
          "afterglow.registry.log.stamp.certificate-file holds no certificate", e);
    }
  }

  /** HTTP is enough: the answer is signed. */
  private static URI address(URI address) {
    if (address.getHost() == null || address.getUserInfo() != null) {
      throw new IllegalStateException(ADDRESS + " has to be an address of HTTP or HTTPS");
    }
    return address;
  }

  private void round(StampAuthority authority, CertificateJudge judge) {
    if (!atWork.compareAndSet(false, true)) {
      return;
    }
    var _ = workers.call(() -> stamp(authority, judge)).subscribe().with(this::over, this::failed);
  }

  /** Whether a head was stamped. */
  private boolean stamp(StampAuthority authority, CertificateJudge judge)
      throws IOException, InterruptedException, StampAuthority.NoStampException {
    Optional<byte[]> note = folder.read(LogFiles.CHECKPOINT);
    if (note.isEmpty() || !isDue(judge)) {
      return false;
    }
    Stamp stamp = new Stamp(size(note.get()));
    if (stamp.size() == 0 || folder.stamps().contains(stamp)) {
      return false;
    }
    byte[] token = authority.stamp(note.get());
    folder.write(stamp.note(), note.get());
    folder.write(stamp.token(), token);
    return true;
  }

  private long size(byte[] note) {
    String text = signer.verifier().open(new String(note, StandardCharsets.UTF_8));
    return Checkpoint.parse(text).size();
  }

  /** The newest stamp says itself when it was made, also by another replica or an earlier run. */
  private boolean isDue(CertificateJudge judge) throws IOException {
    Optional<Stamp> newest = folder.stamps().stream().max(Comparator.comparingLong(Stamp::size));
    if (newest.isEmpty()) {
      return true;
    }
    byte[] note = folder.read(newest.get().note()).orElse(new byte[0]);
    byte[] token = folder.read(newest.get().token()).orElse(new byte[0]);
    try {
      Instant due = judge.time(note, token).plus(config.every());
      return !clock.instant().isBefore(due);
    } catch (IllegalArgumentException e) {
      // Of a certificate that is trusted no more, or damaged.
      return true;
    }
  }

  private void over(boolean stamped) {
    atWork.set(false);
    if (stamped) {
      meters.stamped("stamped");
      if (failing) {
        failing = false;
        LOG.info("heads of the log are stamped again");
      }
    }
  }

  private void failed(Throwable failure) {
    atWork.set(false);
    String why =
        failure instanceof StampAuthority.NoStampException
            ? String.valueOf(failure.getMessage())
            : failure.getClass().getSimpleName();
    meters.stamped("failed");
    if (!failing) {
      failing = true;
      LOG.warn("a head of the log is not stamped, and tried again", LogKey.REASON.is(why));
    }
  }
}
