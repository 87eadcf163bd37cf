/** Opens a room through the public APIs: person, avatar, licence, broadcast, rehearsal, live. */
@NullMarked
package dev.afterglow.standalone.room;

import org.jspecify.annotations.NullMarked;
