import { leftOut, type NameSection, section } from './name.ts';

const STREAMS = leftOut('Comes with `@x/streams`.');
const SUBPROCESS = leftOut('Comes with `@x/subprocess`; until then `node:child_process`.');
const TRANSPORT = leftOut('Comes with `@x/streams`; until then `node:net` and its streams.');
const POLICY = leftOut('Deprecated there. `run(main, { loopFactory })` makes a loop of your own.');
const WATCHER = leftOut('Removed in Python 3.14. Node looks after child processes by itself.');

function place(page: string): { entry: string; page: string; prefix: string } {
  return { entry: '@x/event-loop', page: `https://docs.python.org/3/library/${page}`, prefix: 'asyncio.' };
}

/** What is not here, or not yet. A class stands for its methods. */
export const asyncioNetwork: readonly NameSection[] = [
  section('Streams', place('asyncio-stream.html'), {
    open_connection: STREAMS,
    start_server: STREAMS,
    open_unix_connection: STREAMS,
    start_unix_server: STREAMS,
    StreamReader: STREAMS,
    StreamWriter: STREAMS,
    StreamReaderProtocol: STREAMS,
    Server: STREAMS,
    AbstractServer: STREAMS,
  }),
  section('Subprocesses', place('asyncio-subprocess.html'), {
    create_subprocess_exec: SUBPROCESS,
    create_subprocess_shell: SUBPROCESS,
    'subprocess.Process': SUBPROCESS,
    'subprocess.PIPE': SUBPROCESS,
    'subprocess.STDOUT': SUBPROCESS,
    'subprocess.DEVNULL': SUBPROCESS,
  }),
  section('Transports and protocols', place('asyncio-protocol.html'), {
    BaseTransport: TRANSPORT,
    ReadTransport: TRANSPORT,
    WriteTransport: TRANSPORT,
    Transport: TRANSPORT,
    DatagramTransport: TRANSPORT,
    SubprocessTransport: TRANSPORT,
    BaseProtocol: TRANSPORT,
    Protocol: TRANSPORT,
    BufferedProtocol: TRANSPORT,
    DatagramProtocol: TRANSPORT,
    SubprocessProtocol: TRANSPORT,
  }),
  section('Policies and child watchers', place('asyncio-policy.html'), {
    get_event_loop_policy: POLICY,
    set_event_loop_policy: POLICY,
    AbstractEventLoopPolicy: POLICY,
    DefaultEventLoopPolicy: POLICY,
    WindowsSelectorEventLoopPolicy: POLICY,
    WindowsProactorEventLoopPolicy: POLICY,
    get_child_watcher: WATCHER,
    set_child_watcher: WATCHER,
    AbstractChildWatcher: WATCHER,
    SafeChildWatcher: WATCHER,
    FastChildWatcher: WATCHER,
    PidfdChildWatcher: WATCHER,
    MultiLoopChildWatcher: WATCHER,
    ThreadedChildWatcher: WATCHER,
  }),
];
