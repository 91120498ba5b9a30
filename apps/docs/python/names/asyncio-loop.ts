import { leftOut, type NameSection, named, section } from './name.ts';

const LOOP = {
  entry: '@x/event-loop',
  page: 'https://docs.python.org/3/library/asyncio-eventloop.html',
  prefix: 'asyncio.',
};

/** A method of a loop, which Python's documentation writes as one of `loop`. */
function loop(method: string, note = ''): [python: string, saying: ReturnType<typeof named>] {
  const here = method.replaceAll(/_(\w)/g, (_, letter: string) => letter.toUpperCase());
  return [`loop.${method}`, named(`EventLoop.${here}`, note)];
}

const STREAMS = 'Comes with `@x/streams`.';
const SOCKETS = 'Node has no sockets without a stream around them.';

/** The loop, its callbacks, and what says which one runs. */
export const asyncioLoop: readonly NameSection[] = [
  section('The event loop', LOOP, {
    get_running_loop: '',
    get_event_loop: 'Makes no loop on the way, as from Python 3.14 on.',
    set_event_loop: '',
    new_event_loop: '',
    EventLoop: 'Nothing blocks, and times are milliseconds.',
    ...Object.fromEntries([
      loop('run_until_complete', 'Returns a promise.'),
      loop('run_forever', 'Returns a promise.'),
      loop('stop'),
      loop('is_running'),
      loop('is_closed'),
      loop('close'),
      loop(
        'shutdown_asyncgens',
        'Of generators that `loop.track()` was told of: JavaScript tells nobody that one starts.',
      ),
      loop('shutdown_default_executor', 'Milliseconds.'),
      loop('call_soon', 'With a context: `callSoonWith({ context }, …)`.'),
      loop('call_soon_threadsafe', 'Wakes the loop from outside of it; other threads cannot reach it.'),
      loop('call_later', 'Milliseconds. With a context: `callLaterWith({ context }, …)`.'),
      loop('call_at', 'Milliseconds. With a context: `callAtWith({ context }, …)`.'),
      loop('time', 'Milliseconds.'),
      loop('create_future'),
      loop('create_task'),
      loop('set_task_factory'),
      loop('get_task_factory'),
      loop('run_in_executor', '`None` is `undefined`, and needs `@x/executor`. The function is a task function.'),
      loop('set_default_executor'),
      loop('set_exception_handler'),
      loop('get_exception_handler'),
      loop('default_exception_handler'),
      loop('call_exception_handler'),
      loop('get_debug'),
      loop('set_debug', 'Or `ASYNCIO_DEBUG=1`.'),
      loop('slow_callback_duration', 'Milliseconds.'),
      loop('add_signal_handler'),
      loop('remove_signal_handler'),
    ]),
    Handle: '',
    'Handle.cancel': '',
    'Handle.cancelled': '',
    'Handle.get_context': '',
    TimerHandle: '',
    'TimerHandle.when': 'Milliseconds.',
    AbstractEventLoop: named('EventLoop', 'What a loop must have is the interface `LoopLike` of `@x/future/context`.'),
    BaseEventLoop: named('EventLoop'),
    SelectorEventLoop: named('EventLoop', 'How events come from the system is Node’s affair.'),
    ProactorEventLoop: named('EventLoop', 'How events come from the system is Node’s affair.'),
  }),
  section(
    'For authors of tasks of their own',
    { ...LOOP, entry: '@x/event-loop/extending', page: 'https://docs.python.org/3/library/asyncio-extending.html' },
    {
      _register_task: named('registerTask'),
      _unregister_task: named('unregisterTask'),
      _enter_task: named('enterTask'),
      _leave_task: named('leaveTask'),
      _swap_current_task: named('swapCurrentTask'),
    },
  ),
  section('Loops and the network', LOOP, {
    'loop.create_connection': leftOut(STREAMS),
    'loop.create_server': leftOut(STREAMS),
    'loop.create_unix_connection': leftOut(STREAMS),
    'loop.create_unix_server': leftOut(STREAMS),
    'loop.connect_accepted_socket': leftOut(STREAMS),
    'loop.create_datagram_endpoint': leftOut('`node:dgram`.'),
    'loop.start_tls': leftOut(STREAMS),
    'loop.sendfile': leftOut(STREAMS),
    'loop.getaddrinfo': leftOut('`node:dns/promises`.'),
    'loop.getnameinfo': leftOut('`node:dns/promises`.'),
    'loop.add_reader': leftOut('Node cannot watch a descriptor; its streams have events.'),
    'loop.remove_reader': leftOut('Node cannot watch a descriptor.'),
    'loop.add_writer': leftOut('Node cannot watch a descriptor; its streams have events.'),
    'loop.remove_writer': leftOut('Node cannot watch a descriptor.'),
    'loop.sock_accept': leftOut(SOCKETS),
    'loop.sock_connect': leftOut(SOCKETS),
    'loop.sock_recv': leftOut(SOCKETS),
    'loop.sock_recv_into': leftOut(SOCKETS),
    'loop.sock_recvfrom': leftOut(SOCKETS),
    'loop.sock_recvfrom_into': leftOut(SOCKETS),
    'loop.sock_sendall': leftOut(SOCKETS),
    'loop.sock_sendfile': leftOut(SOCKETS),
    'loop.sock_sendto': leftOut(SOCKETS),
    'loop.connect_read_pipe': leftOut('`wrap(stream)` of `@x/async-fs`.'),
    'loop.connect_write_pipe': leftOut('`wrap(stream)` of `@x/async-fs`.'),
    'loop.subprocess_exec': leftOut('Comes with `@x/subprocess`.'),
    'loop.subprocess_shell': leftOut('Comes with `@x/subprocess`.'),
  }),
];
