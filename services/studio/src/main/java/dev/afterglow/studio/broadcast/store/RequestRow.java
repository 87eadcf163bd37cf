package dev.afterglow.studio.broadcast.store;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.NullUnmarked;

/** A request as a row. */
@Entity
@Table(name = "request")
@NullUnmarked
class RequestRow {

  @Id
  @Column(name = "request_id")
  UUID requestId;

  String operation;
  String fingerprint;

  @Column(name = "broadcast_id")
  UUID broadcastId;

  boolean done;

  @Column(name = "create_time")
  Instant createTime;
}
