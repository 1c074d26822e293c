// A way into a service that is no call: an interface that others of its process use as it is, found by the address of the
// service's server. Nothing is copied on the way and nothing has to wait for a turn; calls are for everything that can afford them.

export interface DoorService {
  /** As the server's own: takes nothing new, lets what is open end within `timeoutMs`, then breaks off the rest. */
  drain(timeoutMs: number): Promise<void>;
}

/** What `serve` opens. */
export interface OpenDoor {
  readonly door: Door<never>;
  readonly service: DoorService;
}

/** Names an interface; whoever serves it and whoever uses it share the door itself. */
export class Door<Service extends DoorService> {
  readonly name: string;

  constructor(name: string) {
    this.name = name;
  }

  open(service: Service): OpenDoor {
    return { door: this as unknown as Door<never>, service };
  }
}
