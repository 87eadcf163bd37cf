/** Playbooks: what to try next in a room, tested there before anybody believes it. */
@NullMarked
package dev.afterglow.commerce.playbook;

import org.jspecify.annotations.NullMarked;
