package dev.afterglow.capture.drive;

import dev.afterglow.capture.buffer.DriveRing;
import dev.afterglow.capture.channel.Channels;
import dev.afterglow.capture.liveness.standing.KeptStanding;
import dev.afterglow.capture.session.DriveState;
import dev.afterglow.capture.timeline.ServiceClock;
import dev.afterglow.capture.token.DriveToken;
import dev.afterglow.platform.error.AfterglowException;
import dev.afterglow.platform.id.Ids;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.random.RandomGenerator;

/**
 * The drive sessions of this instance: what {@code CaptureService} can do, in plain Java.
 *
 * <p>A session lives in memory; who it is, the hash of its token and its state are in the store
 * before anything is acknowledged, so that after a restart its device opens it again with the same
 * token. Methods that ask the store wait for it. Safe for many threads.
 */
public final class Drives {
  /** How long a session lives at most. */
  public static final long SESSION_LIFE_US = 12 * 3_600_000_000L;

  private static final long KEPT_AFTER_CLOSE_US = 60_000_000;
  private static final int SALT_BYTES = 32;

  private final DriveRecords records;
  private final ServiceClock clock;
  private final Ids ids;
  private final RandomGenerator random;
  private final DriveLimits limits;
  private final DriveTally tally;
  private final LivenessDesk desk;
  private final Openings openings;
  private final ConcurrentHashMap<String, LiveDrive> live = new ConcurrentHashMap<>();

  /**
   * The sessions of an instance that has just started.
   *
   * @param random a cryptographic source: tokens are made from it
   * @param desk what drives are judged with
   */
  public Drives(
      DriveRecords records,
      ServiceClock clock,
      Ids ids,
      RandomGenerator random,
      DriveLimits limits,
      DriveTally tally,
      LivenessDesk desk) {
    this.records = records;
    this.clock = clock;
    this.ids = ids;
    this.random = random;
    this.limits = limits;
    this.tally = tally;
    this.desk = desk;
    this.openings = new Openings(records, clock, limits.tokenLifeUs());
  }

  /**
   * A new session with its token.
   *
   * @param drive the session
   * @param token opens it; given to the caller and kept nowhere
   * @param opensUntilUs until when it does so if nobody drives, UTC microseconds
   */
  public record Created(DriveView drive, DriveToken token, long opensUntilUs) {}

  /**
   * Makes a session, or gives the one that the request made before; its token opens it from now on
   * for a token's life.
   *
   * @throws AfterglowException EXHAUSTED with reason TOO_MANY_DRIVES
   */
  public Created create(
      String requestId, String broadcastId, String driverSubjectId, Optional<String> avatarId) {
    checkRoom();
    byte[] salt = new byte[SALT_BYTES];
    random.nextBytes(salt);
    DriveRecords.Reservation given =
        records.reserve(
            requestId,
            new DriveRecords.Reservation(
                ids.next(), HexFormat.of().formatHex(salt), clock.nowUs()));
    String driveId = given.driveId();
    DriveToken token = DriveToken.derive(HexFormat.of().parseHex(given.salt()), requestId, driveId);
    Optional<DriveRecords.Stored> before = records.find(driveId);
    if (before.isPresent()) {
      return new Created(view(before.get()), token, openings.renew(before.get().drive()));
    }
    DriveRecord drive =
        new DriveRecord(
            driveId,
            broadcastId,
            driverSubjectId,
            avatarId,
            given.createdUs(),
            given.createdUs() + SESSION_LIFE_US,
            token.hash());
    if (!drive.livesAt(clock.nowUs())) {
      return new Created(
          new DriveView(drive, DriveState.Name.CLOSED, Optional.empty()), token, drive.expiresUs());
    }
    records.keep(drive);
    long opensUntilUs = openings.renew(drive);
    return new Created(
        new DriveView(drive, DriveState.Name.WAITING, Optional.empty()), token, opensUntilUs);
  }

  /**
   * The session that a token opens.
   *
   * @throws AfterglowException NOT_FOUND, UNAUTHENTICATED with reason DRIVE_TOKEN_REFUSED, or
   *     UNAVAILABLE when the store does not say whether the token still opens it
   */
  public DriveRecord admit(String driveId, String token) {
    DriveRecord drive = get(driveId).kept();
    if (!drive.tokenHash().matches(token) || !openings.opens(drive)) {
      throw Refusals.tokenRefused(driveId);
    }
    return drive;
  }

  /**
   * A device opens its session as the only source.
   *
   * @param token what the device presents
   * @param deviceUs the device's clock in its header
   * @return the drive to bring samples to
   * @throws AfterglowException NOT_FOUND, DRIVE_TOKEN_REFUSED, DRIVE_CLOSED, DRIVE_ALREADY_OPEN or
   *     TOO_MANY_DRIVES
   */
  public LiveDrive open(
      String driveId, String token, DeviceLink link, Channels channels, long deviceUs) {
    return open(driveId, token, link, SourceHello.main(channels, deviceUs));
  }

  /**
   * A device opens a source of its session.
   *
   * @param token what the device presents
   * @return the drive to bring samples to
   * @throws AfterglowException NOT_FOUND, DRIVE_TOKEN_REFUSED, DRIVE_CLOSED, DRIVE_ALREADY_OPEN,
   *     TOO_MANY_SOURCES or TOO_MANY_DRIVES
   */
  public LiveDrive open(String driveId, String token, DeviceLink link, SourceHello hello) {
    admit(driveId, token);
    LiveDrive drive = live(driveId);
    boolean first = drive.state() instanceof DriveState.Waiting;
    if (first) {
      // Before the state: of a drive that was open, a standing is kept, or something is wrong.
      desk.standings().keep(driveId, drive.kept().expiresUs(), KeptStanding.NEW);
      records.keepState(drive.kept(), DriveState.Name.OPEN);
    }
    if (drive.unopened()) {
      drive.knows(desk.fingerprints().earlier(LivenessDesk.driven(drive.kept())));
    }
    drive.open(link, hello, clock.nowUs());
    return drive;
  }

  /**
   * The session in memory, fetched from the store when a restart had dropped it.
   *
   * @throws AfterglowException NOT_FOUND, EXHAUSTED with reason TOO_MANY_DRIVES, or UNAVAILABLE
   *     when the store does not say how the drive stood
   */
  public LiveDrive live(String driveId) {
    LiveDrive known = live.get(driveId);
    if (known != null) {
      return known;
    }
    DriveRecords.Stored stored =
        records.find(driveId).orElseThrow(() -> Refusals.notFound(driveId));
    checkRoom();
    KeptStanding before = standing(stored);
    return live.computeIfAbsent(driveId, _ -> revived(stored, before));
  }

  /**
   * A session.
   *
   * @throws AfterglowException NOT_FOUND
   */
  public DriveView get(String driveId) {
    LiveDrive known = live.get(driveId);
    return known != null
        ? view(known)
        : view(records.find(driveId).orElseThrow(() -> Refusals.notFound(driveId)));
  }

  /**
   * Sessions by age, newest first.
   *
   * @param pageToken the id that the page before ended with, or empty for the first page
   */
  public DrivePage list(Optional<String> broadcastId, Optional<String> pageToken, int pageSize) {
    List<DriveRecords.Stored> stored = records.newest(broadcastId, pageToken, pageSize + 1);
    List<DriveView> drives = stored.stream().limit(pageSize).map(this::view).toList();
    boolean more = stored.size() > pageSize;
    return new DrivePage(
        drives, more ? Optional.of(drives.getLast().kept().driveId()) : Optional.empty());
  }

  /**
   * Ends a session for good; the store has it before this returns.
   *
   * @throws AfterglowException NOT_FOUND
   */
  public DriveView close(String driveId) {
    DriveView before = get(driveId);
    records.keepState(before.kept(), DriveState.Name.CLOSED);
    LiveDrive known = live.get(driveId);
    if (known != null) {
      known.close(clock.nowUs());
    }
    return new DriveView(before.kept(), DriveState.Name.CLOSED, before.channels());
  }

  /**
   * Deletes what is kept of how a person's face moves, and keeps nothing for a day, so that a drive
   * that goes on does not bring it back.
   *
   * @return how many fingerprints there were
   */
  public int forget(String driverSubjectId) {
    return desk.fingerprints().forget(driverSubjectId);
  }

  /**
   * Lets the tokens of the sessions that are driven now open them for a token's life from now; to
   * be called several times in a token's life.
   *
   * @throws AfterglowException UNAVAILABLE when the store does not answer
   */
  public void renewTokens() {
    for (LiveDrive drive : live.values()) {
      if (drive.state() instanceof DriveState.Open) {
        openings.renew(drive.kept());
      }
    }
  }

  /** Lets every session look at the clock; to be called every few milliseconds. */
  public void tick() {
    long nowUs = clock.nowUs();
    for (LiveDrive drive : live.values()) {
      if (!drive.due(nowUs)) {
        continue;
      }
      drive.tick(nowUs);
      if (drive.forgettable(nowUs, KEPT_AFTER_CLOSE_US)) {
        live.remove(drive.kept().driveId(), drive);
        desk.tracks().close(drive.kept().driveId());
      }
    }
  }

  /** How many sessions are in that state in memory. */
  public long count(DriveState.Name state) {
    return live.values().stream().filter(drive -> drive.state().name() == state).count();
  }

  /** Bounds, for those who attach readers. */
  public DriveLimits limits() {
    return limits;
  }

  /** How a drive stood; one that was driven and of which nothing can be read is in doubt. */
  private KeptStanding standing(DriveRecords.Stored stored) {
    return stored.state() == DriveState.Name.WAITING
        ? KeptStanding.NEW
        : desk.standings().find(stored.drive().driveId()).orElse(KeptStanding.UNKNOWN);
  }

  private LiveDrive revived(DriveRecords.Stored stored, KeptStanding before) {
    long nowUs = clock.nowUs();
    DriveState state =
        switch (stored.state()) {
          case WAITING -> new DriveState.Waiting();
          case OPEN, LOST -> new DriveState.Lost(nowUs);
          case CLOSED -> new DriveState.Closed(nowUs);
        };
    DriveRing ring = new DriveRing(random.nextLong(1L << 40));
    return new LiveDrive(stored.drive(), state, ring, tally, limits, desk, before);
  }

  private DriveView view(DriveRecords.Stored stored) {
    LiveDrive known = live.get(stored.drive().driveId());
    if (known != null) {
      return view(known);
    }
    // Nobody drives it here: what the store calls open was open when this service went away.
    DriveState.Name state =
        stored.state() == DriveState.Name.OPEN ? DriveState.Name.LOST : stored.state();
    return new DriveView(stored.drive(), state, Optional.empty());
  }

  private static DriveView view(LiveDrive drive) {
    return new DriveView(drive.kept(), drive.state().name(), drive.channels());
  }

  private void checkRoom() {
    if (live.size() >= limits.maxDrives()) {
      throw Refusals.tooMany(limits.maxDrives());
    }
  }
}
