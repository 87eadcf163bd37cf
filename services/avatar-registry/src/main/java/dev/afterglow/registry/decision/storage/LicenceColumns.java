package dev.afterglow.registry.decision.storage;

import dev.afterglow.registry.licence.Licence;
import dev.afterglow.registry.licence.storage.LicenceEntity;
import dev.afterglow.registry.storage.StoredTime;
import io.vertx.mutiny.sqlclient.Row;
import java.util.Optional;

/** The licence in a row that a decision is made of. */
public final class LicenceColumns {
  private LicenceColumns() {}

  /**
   * The licence, or empty where the row has none.
   *
   * @param row with the columns of {@code registry.licence}, {@code avatar_id} as {@code
   *     licensed_avatar_id}
   */
  public static Optional<Licence> licence(Row row) {
    if (row.getString("licence_id") == null) {
      return Optional.empty();
    }
    LicenceEntity entity = new LicenceEntity();
    entity.licenceId = row.getString("licence_id");
    entity.licensorSubjectId = row.getString("licensor_subject_id");
    entity.avatarId = row.getString("licensed_avatar_id");
    entity.terms = row.getString("terms");
    entity.consent = row.getString("consent");
    entity.avatarSha256 = row.getString("avatar_sha256");
    entity.ancestors = row.getString("ancestors");
    entity.grantorSubjectId = row.getString("grantor_subject_id");
    entity.noticeTime = StoredTime.instant(row.getOffsetDateTime("notice_time"));
    entity.noticeEndTime = StoredTime.instant(row.getOffsetDateTime("notice_end_time"));
    entity.state = row.getString("state");
    entity.epoch = row.getLong("epoch");
    entity.createTime = row.getOffsetDateTime("create_time").toInstant();
    entity.revokeTime = StoredTime.instant(row.getOffsetDateTime("revoke_time"));
    return Optional.of(entity.licence());
  }
}
